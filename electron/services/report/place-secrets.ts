import type { Report } from '../../../shared/contract/report.ts';
import { reportWordsEn, type SecretKind } from '../../../shared/messages/report-en.ts';
import { findSecrets } from './find-secrets.ts';
import type { NamedText } from './report-findings.ts';

/** What was found, in words, and where it stands; never the secret. */
export interface PlacedSecret {
  readonly kind: string;
  readonly place: string;
}

/** Secrets in what a report says, and in the records that it names: whoever gets it would be given them, or could ask for them by name. */
export function placeSecrets(report: Report, texts: readonly NamedText[]): readonly PlacedSecret[] {
  const ofRecords = texts.flatMap(({ source, key, label, text }) => findSecrets(text).map(({ kind }) => placed(kind, reportWordsEn.places.record(label, safe(key), safe(source)))));
  // A place is told by the names of ours that lead to it, so that what is secret in a text is not in its place.
  const ofTexts = [...walk(report, [])].flatMap(({ path, text }) => findSecrets(text).map(({ kind }) => placed(kind, path.join(' › '))));
  return ofRecords.length > 0 ? ofRecords : ofTexts;
}

function placed(kind: SecretKind, place: string): PlacedSecret {
  return { kind: reportWordsEn.secretKinds[kind], place };
}

/** A key that is itself a secret names no place. */
function safe(name: string): string {
  return findSecrets(name).length > 0 ? reportWordsEn.redaction.secret : name;
}

function* walk(value: unknown, path: readonly string[]): Generator<{ readonly path: readonly string[]; readonly text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* walk(item, [...path.slice(0, -1), `${path.at(-1) ?? ''} ${index + 1}`]);
  else if (typeof value === 'object' && value !== null) for (const [name, item] of Object.entries(value)) yield* walk(item, [...path, name]);
}
