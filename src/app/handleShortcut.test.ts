import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import { createExperimentStore } from '../store/createExperimentStore';
import { createPanelStore } from '../store/createPanelStore';
import { createSettingsStore } from '../store/createSettingsStore';
import { createStatusStore } from '../store/createStatusStore';
import type { RunCommands } from '../store/storeTypes';
import { handleShortcut, type KeyPress, type KeyUse } from './handleShortcut';

function start() {
  const done: string[] = [];
  const log = (name: string) => () => void done.push(name);
  const run: RunCommands = {
    play: log('play'),
    pause: log('pause'),
    step: log('step'),
    epoch: log('epoch'),
    reset: log('reset'),
    newSeed: log('newSeed'),
    open: log('open'),
    setWeight: log('setWeight'),
    continueGently: log('continueGently'),
    setDetail: log('setDetail'),
  };
  const status = createStatusStore();
  const experiment = createExperimentStore(DEFAULT_EXPERIMENT);
  const settings = createSettingsStore({ storage: null, search: '', browserLanguage: 'en' });
  const panels = createPanelStore();
  const press = (key: string, change: Partial<KeyPress> = {}, use: KeyUse = 'none'): void => {
    const plain: KeyPress = {
      key,
      code: '',
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      repeat: false,
      isComposing: false,
      defaultPrevented: false,
      preventDefault: log('prevented'),
      ...change,
    };
    handleShortcut(plain, use, { run, experiment, status: status.store, settings, panels });
  };
  return { done, press, status, experiment, settings, panels };
}

describe('the shortcuts', () => {
  it('run what their letters say', () => {
    const { done, press } = start();
    for (const key of ['s', 'E', 'r', 'n', 'x', '1']) press(key);
    expect(done.filter((name) => name !== 'prevented')).toEqual(['step', 'epoch', 'reset', 'newSeed']);
    expect(done.filter((name) => name === 'prevented')).toHaveLength(4);
  });

  it('play and pause with Space, by what the worker does', () => {
    const { done, press, status } = start();
    press(' ');
    status.setWorker({ trainer: 'training', engine: null, cause: null });
    press(' ');
    expect(done).toEqual(['prevented', 'play', 'prevented', 'pause']);
  });

  it('know a key by its place while a Korean keyboard is on', () => {
    const { done, press } = start();
    press('ㄴ', { code: 'KeyS' });
    press('ㄷ', { code: 'KeyE' });
    expect(done).toContain('step');
    expect(done).toContain('epoch');
  });

  it('leave a key to the control that uses it', () => {
    const { done, press } = start();
    press(' ', {}, 'space');
    for (const key of [' ', 's', 'e', 'r', 'n']) press(key, {}, 'all');
    expect(done).toEqual([]);
    press('s', {}, 'space');
    expect(done).toContain('step');
  });

  it('leave keys with modifiers, keys of an input method and keys already handled to the browser', () => {
    const { done, press } = start();
    for (const change of [
      { ctrlKey: true },
      { metaKey: true },
      { altKey: true },
      { shiftKey: true },
      { isComposing: true },
      { defaultPrevented: true },
    ]) {
      press('s', change);
      press('r', change);
    }
    expect(done).toEqual([]);
  });

  it('step on while S is held, and do everything else once', () => {
    const { done, press } = start();
    for (const key of ['s', ' ', 'e', 'r', 'n']) press(key, { repeat: true });
    expect(done).toEqual(['prevented', 'step']);
  });

  it('undo and redo', () => {
    const { press, experiment } = start();
    const now = () => experiment.getState().experiment.data.noise;
    experiment
      .getState()
      .change((present) => ({ ...present, data: { ...present.data, noise: 0.4 } }), 'commit');
    press('z', { ctrlKey: true });
    expect(now()).toBe(0.1);
    press('Z', { metaKey: true, shiftKey: true });
    expect(now()).toBe(0.4);
    press('z', { ctrlKey: true }, 'all');
    expect(now()).toBe(0.4);
    press('z', { ctrlKey: true }, 'plain');
    expect(now()).toBe(0.1);
  });

  it('leave letters to a list or a number, which have uses of their own for them', () => {
    const { done, press } = start();
    for (const key of [' ', 's', '[', '?']) press(key, {}, 'plain');
    expect(done).toEqual([]);
  });

  it('fold the rails, switch to large type and back', () => {
    const { press, settings } = start();
    for (const key of ['[', ']', 'p']) press(key);
    expect(settings.getState()).toMatchObject({ foldsData: true, foldsOutput: true, presentation: true });
    for (const key of ['[', 'p']) press(key);
    expect(settings.getState()).toMatchObject({ foldsData: false, foldsOutput: true, presentation: false });
  });

  it('open the dialogs', () => {
    const { press, panels } = start();
    press('?', { shiftKey: true });
    expect(panels.getState().open).toBe('shortcuts');
    press('d');
    expect(panels.getState().open).toBe('device');
  });
});
