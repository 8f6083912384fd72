/** One step of the schema. Released ones are frozen: a change is a new one. */
export interface Migration {
  /** The version that the file has afterwards; one more than the migration before. */
  readonly number: number;
  /** Runs in one transaction together with the new version. */
  readonly sql: string;
}
