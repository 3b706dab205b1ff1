import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import { createExperimentStore } from '../store/createExperimentStore';
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
    setDetail: log('setDetail'),
  };
  const status = createStatusStore();
  const experiment = createExperimentStore(DEFAULT_EXPERIMENT);
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
    handleShortcut(plain, use, { run, experiment, status: status.store });
  };
  return { done, press, status, experiment };
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
  });
});
