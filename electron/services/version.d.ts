/** The version of this build. */
export declare const VERSION: string;
