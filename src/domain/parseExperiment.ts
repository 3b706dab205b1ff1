/** Checks a value from outside against the whole of what an Experiment may be and states every problem found; repairs nothing. */
import * as v from 'valibot';
import type { Experiment } from './experiment';
import { CHOICES, COUNTS, EXPERIMENT_SCHEMA } from './experimentSchema';
import { type LimitName, LIMITS } from './limits';
import { layoutParams } from './paramLayout';
import type { Problem, Result } from './result';

/** Texts from outside are quoted in problems up to this many characters. */
const QUOTED_LENGTH = 80;

const quote = (text: string) => (text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text);

/** Whether a message of the schema is a name of this table. */
const isNameIn = <T extends object>(table: T, name: string): name is keyof T & string =>
  Object.hasOwn(table, name);

/**
 * The experiment in `input` (JSON, already migrated to the present version), made of new objects, its inputs in the order of `INPUTS`; or every problem.
 * An unknown version is the only problem reported of its document. An unknown key, and a setting no engine has yet, is `notAllowed` with reason `notYet`.
 */
export function parseExperiment(input: unknown): Result<Experiment> {
  const version = versionOf(input);
  if (version !== null && version !== 1)
    return { ok: false, problems: [{ code: 'unknownVersion', path: 'version', value: version }] };
  const parsed = v.safeParse(EXPERIMENT_SCHEMA, input);
  if (!parsed.success) return { ok: false, problems: parsed.issues.map(stateProblem) };
  const problems = findEditProblems(parsed.output);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: parsed.output };
}

/** Each weight set by hand must be one that the network has, and be named once. */
function findEditProblems(experiment: Experiment): Problem[] {
  return experiment.networks.flatMap(({ edits }, index) => {
    const { count } = layoutParams(experiment, index);
    const named = new Set<number>();
    return edits.flatMap(({ parameter }, at): Problem[] => {
      const path = `networks.${index}.edits.${at}.parameter`;
      if (parameter >= count) return [{ code: 'outOfRange', path, value: parameter, min: 0, max: count - 1 }];
      if (named.has(parameter)) return [{ code: 'notAllowed', path, reason: 'duplicate' }];
      named.add(parameter);
      return [];
    });
  });
}

function versionOf(input: unknown): number | null {
  if (typeof input !== 'object' || input === null || !('version' in input)) return null;
  return typeof input.version === 'number' ? input.version : null;
}

/** What a valibot issue is in our terms. */
function stateProblem(issue: v.BaseIssue<unknown>): Problem {
  const path = (issue.path ?? []).map(({ key }) => quote(String(key))).join('.');
  const { input, message } = issue;
  switch (issue.type) {
    case 'min_value':
    case 'max_value': {
      const { min, max } = LIMITS[limitNamed(message)];
      return { code: 'outOfRange', path, value: Number(input), min, max };
    }
    case 'integer':
      return { code: 'notInteger', path, value: Number(input) };
    case 'min_length':
    case 'max_length': {
      if (!isNameIn(COUNTS, message) || !Array.isArray(input)) break;
      const { min, max } = COUNTS[message];
      return { code: 'wrongCount', path, count: input.length, min, max };
    }
    case 'picklist':
      if (typeof input !== 'string') return { code: 'wrongType', path, expected: 'string' };
      if (!isNameIn(CHOICES, message)) break;
      return { code: 'unknownChoice', path, value: quote(input), choices: CHOICES[message] };
    case 'check':
      if (!isReason(message)) break;
      return { code: 'notAllowed', path, reason: message };
    case 'strict_object':
      if (issue.expected === 'never') return { code: 'notAllowed', path, reason: 'notYet' };
      return { code: 'wrongType', path, expected: message };
    case 'literal':
      return { code: 'wrongType', path, expected: 'number' };
    case 'number':
    case 'boolean':
    case 'array':
      return { code: 'wrongType', path, expected: issue.type };
  }
  throw new Error(`the schema raised an issue of a kind that has no problem: ${issue.type}`);
}

function isReason(message: string): message is Extract<Problem, { code: 'notAllowed' }>['reason'] {
  return ['lossNeedsOutput', 'stepInHidden', 'notYet', 'duplicate'].includes(message);
}

function limitNamed(message: string): LimitName {
  if (!isNameIn(LIMITS, message)) throw new Error(`no limit is named ${message}`);
  return message;
}
