/** What the page's keys do: Space, letters, brackets, ?, and undo and redo. Leaves a key alone where the focused control or the person's typing uses it. */
import type { StoreApi } from 'zustand/vanilla';
import type { PanelState } from '../store/createPanelStore';
import type { ExperimentState, RunCommands, SettingsState, StatusState } from '../store/storeTypes';

/** The part of a KeyboardEvent that is needed here. */
export type KeyPress = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'ctrlKey'
  | 'metaKey'
  | 'altKey'
  | 'shiftKey'
  | 'repeat'
  | 'isComposing'
  | 'defaultPrevented'
  | 'preventDefault'
>;

/**
 * What the focused element does with keys: nothing, takes Space (a button, a check box), takes every key without a modifier (a list, a number
 * that nobody has begun to change), or takes every key (a field with what was typed, a dialog).
 */
export type KeyUse = 'none' | 'space' | 'plain' | 'all';

export interface ShortcutTargets {
  readonly run: RunCommands;
  readonly experiment: StoreApi<ExperimentState>;
  readonly status: StoreApi<StatusState>;
  readonly settings: StoreApi<SettingsState>;
  readonly panels: StoreApi<PanelState>;
}

export function handleShortcut(press: KeyPress, use: KeyUse, targets: ShortcutTargets): void {
  if (press.defaultPrevented || press.isComposing || press.altKey || use === 'all') return;
  const hasModifier = press.ctrlKey || press.metaKey;
  if (use === 'plain' && !hasModifier) return;
  const action = hasModifier ? historyAction(press, targets.experiment) : plainAction(press, use, targets);
  if (!action) return;
  press.preventDefault();
  action();
}

/** The Latin letter of the key; with a Korean keyboard `key` is a Hangul letter, and the place of the key tells. */
function letterOf(press: KeyPress): string {
  const key = press.key.toLowerCase();
  if (/^[a-z]$/.test(key)) return key;
  return /^\p{L}$/u.test(key) ? (/^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase() ?? '') : '';
}

function plainAction(press: KeyPress, use: KeyUse, targets: ShortcutTargets): (() => void) | null {
  const { run, status, panels } = targets;
  // On many keyboards ? and the brackets need Shift, or another key that the browser tells nothing of.
  if (press.key === '?' && !press.repeat) return () => panels.getState().show('shortcuts');
  if (press.shiftKey) return null;
  const isTraining = status.getState().worker.trainer === 'training';
  if (press.key === ' ') return use === 'space' || press.repeat ? null : isTraining ? run.pause : run.play;
  const letter = letterOf(press);
  // A held S goes on stepping; the others would only undo their own work.
  if (letter === 's') return run.step;
  if (press.repeat) return null;
  if (letter === 'e') return run.epoch;
  if (letter === 'r') return run.reset;
  if (letter === 'n') return run.newSeed;
  if (letter === 'd') return () => panels.getState().show('device');
  return settingAction(press.key, letter, targets.settings);
}

/** What a key switches on the page itself. */
function settingAction(key: string, letter: string, settings: StoreApi<SettingsState>): (() => void) | null {
  const { presentation, foldsData, foldsOutput, set } = settings.getState();
  if (letter === 'p') return () => set({ presentation: !presentation });
  if (key === '[') return () => set({ foldsData: !foldsData });
  return key === ']' ? () => set({ foldsOutput: !foldsOutput }) : null;
}

function historyAction(press: KeyPress, experiment: StoreApi<ExperimentState>): (() => void) | null {
  const letter = letterOf(press);
  const { undo, redo } = experiment.getState();
  if (letter === 'z') return press.shiftKey ? redo : undo;
  return letter === 'y' && !press.shiftKey ? redo : null;
}

const SPACE_INPUTS: ReadonlySet<string> = new Set([
  'checkbox',
  'radio',
  'button',
  'submit',
  'reset',
  'color',
  'file',
]);
const SPACE_ROLES: ReadonlySet<string> = new Set([
  'button',
  'switch',
  'checkbox',
  'radio',
  'tab',
  'option',
  'menuitem',
]);
const ALL_ROLES: ReadonlySet<string> = new Set([
  'textbox',
  'searchbox',
  'spinbutton',
  'combobox',
  'listbox',
  'menu',
  'tree',
]);

/** How the element under the focus uses keys. */
export function keyUseOf(target: EventTarget | null): KeyUse {
  if (!(target instanceof HTMLElement)) return 'none';
  if (target.isContentEditable || target.closest('dialog, [role="dialog"]')) return 'all';
  // Nothing of the person's typing is in it that the field itself could undo.
  if (target.dataset['dirty'] === 'false' || target instanceof HTMLSelectElement) return 'plain';
  const role = target.getAttribute('role') ?? '';
  if (ALL_ROLES.has(role) || target instanceof HTMLTextAreaElement) return 'all';
  if (target instanceof HTMLInputElement) {
    if (target.type === 'range') return 'none';
    return SPACE_INPUTS.has(target.type) ? 'space' : 'all';
  }
  const takesSpace = target.tagName === 'BUTTON' || target.tagName === 'SUMMARY' || SPACE_ROLES.has(role);
  return takesSpace ? 'space' : 'none';
}
