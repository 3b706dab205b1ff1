/** Brings a document of an earlier version to the present one; checks nothing, which is `parseExperiment`'s task. */

/** From each version the way to a later one. Version 1 is the first and the present one. */
const STEPS: ReadonlyMap<number, (older: object) => unknown> = new Map();

/** The document after every step that its version asks for; anything else, a version of the future included, comes back as it is. */
export function migrateExperiment(input: unknown, steps = STEPS): unknown {
  let document = input;
  // Each step is taken once at most, so a faulty table cannot run for ever.
  for (let taken = 0; taken < steps.size; taken++) {
    if (typeof document !== 'object' || document === null || !('version' in document)) return document;
    const step = typeof document.version === 'number' ? steps.get(document.version) : undefined;
    if (!step) return document;
    document = step(document);
  }
  return document;
}
