/** The outcome of checking something from outside: a value, or every problem found. Carries no words: `i18n` has them. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** One thing that is wrong with a value: where, and what would have been right. */
export type Problem =
  | {
      readonly code: 'outOfRange';
      readonly path: string;
      readonly value: number;
      readonly min: number;
      readonly max: number;
    }
  | { readonly code: 'notInteger'; readonly path: string; readonly value: number }
  | {
      readonly code: 'unknownChoice';
      readonly path: string;
      readonly value: string;
      readonly choices: readonly string[];
    }
  | { readonly code: 'wrongType'; readonly path: string; readonly expected: string }
  | {
      readonly code: 'wrongCount';
      readonly path: string;
      readonly count: number;
      readonly min: number;
      readonly max: number;
    }
  | { readonly code: 'unknownVersion'; readonly path: string; readonly value: number }
  | {
      readonly code: 'notAllowed';
      readonly path: string;
      readonly reason: 'lossNeedsOutput' | 'stepInHidden' | 'notYet' | 'duplicate';
    }
  | { readonly code: 'unreadable'; readonly path: string };
