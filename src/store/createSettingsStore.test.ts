import { describe, expect, it } from 'vitest';
import { createSettingsStore, SETTINGS_KEY, type SettingsSurroundings } from './createSettingsStore';

function surroundings(stored: string | null, search = '', browserLanguage = 'en-GB') {
  const written: string[] = [];
  const storage: SettingsSurroundings['storage'] = {
    getItem: (key) => (key === SETTINGS_KEY ? (written.at(-1) ?? stored) : null),
    setItem: (_key, value) => written.push(value),
  };
  return { given: { storage, search, browserLanguage }, written };
}

const settingsOf = (stored: string | null, search = '', browserLanguage = 'en-GB') =>
  createSettingsStore(surroundings(stored, search, browserLanguage).given).getState();

describe('the settings store', () => {
  it('starts as the browser asks: its language, the system theme, ten epochs a second, any engine', () => {
    expect(settingsOf(null)).toMatchObject({
      language: 'en',
      theme: 'system',
      speed: 10,
      engineChoice: { engine: null, backend: null },
    });
    expect(settingsOf(null, '', 'ko-KR').language).toBe('ko');
    expect(settingsOf(null, '', 'kok-IN').language).toBe('en');
  });

  it('remembers what a person sets, the highest speed included', () => {
    const { given } = surroundings(null);
    createSettingsStore(given).getState().set({ language: 'ko', speed: Infinity, theme: 'dark' });
    expect(createSettingsStore(given).getState()).toMatchObject({
      language: 'ko',
      speed: Infinity,
      theme: 'dark',
    });
  });

  it('lets the address win over storage and writes nothing of it there', () => {
    const { given, written } = surroundings(
      JSON.stringify({
        language: 'ko',
        theme: 'dark',
        speed: 3,
        engineChoice: { engine: 'cpu', backend: null },
      }),
      '?lang=en&theme=light&speed=max&engine=tfjs&backend=webgpu',
    );
    const store = createSettingsStore(given);
    expect(store.getState()).toMatchObject({
      language: 'en',
      theme: 'light',
      speed: Infinity,
      engineChoice: { engine: 'tfjs', backend: 'webgpu' },
    });
    expect(written).toHaveLength(0);
    store.getState().set({ speed: 25 });
    expect(JSON.parse(written[0] ?? '')).toEqual({
      language: 'ko',
      theme: 'dark',
      speed: 25,
      engineChoice: { engine: 'cpu', backend: null },
    });
    expect(store.getState().language).toBe('en');
  });

  it('takes a number for the speed, and nothing outside its limits', () => {
    expect(settingsOf(null, '?speed=50').speed).toBe(50);
    for (const wrong of ['0', '-1', 'fast', '', 'Infinity', '1e9']) {
      expect(settingsOf(null, `?speed=${wrong}`).speed).toBe(10);
    }
  });

  it('ignores wrong query parameters', () => {
    expect(settingsOf(null, '?lang=fr&theme=pink&engine=gpu&backend=metal')).toMatchObject({
      language: 'en',
      theme: 'system',
      engineChoice: { engine: null, backend: null },
    });
  });

  it('ignores wrong storage: broken, of another shape, or wrong in single fields', () => {
    for (const wrong of ['{', 'null', '7', '[]', '"text"']) expect(settingsOf(wrong).speed).toBe(10);
    const half = {
      language: 'xx',
      theme: 'dark',
      speed: 1e12,
      engineChoice: { engine: 'gpu', backend: 'cpu' },
    };
    expect(settingsOf(JSON.stringify(half))).toMatchObject({
      language: 'en',
      theme: 'dark',
      speed: 10,
      engineChoice: { engine: null, backend: null },
    });
  });

  it('works where storage is missing or throws', () => {
    const throwing: SettingsSurroundings['storage'] = {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('full');
      },
    };
    for (const storage of [null, throwing]) {
      const store = createSettingsStore({ storage, search: '', browserLanguage: 'ko' });
      store.getState().set({ speed: 7 });
      expect(store.getState()).toMatchObject({ language: 'ko', speed: 7 });
    }
  });
});
