/** Holds the person's own settings: what the address asks for wins over what is stored, and only a person's choice is stored. Never fails. */
import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { DEFAULT_SPEED } from '../domain/defaultExperiment';
import { BACKEND_IDS, ENGINE_IDS } from '../protocol/engineInfo';
import type { Language, SettingsState } from './storeTypes';

export const SETTINGS_KEY = 'neuroscope.settings';

/** Epochs a second; the least is one step a second in the longest epoch that limits allow. */
export const SPEED_LIMITS = { min: 0.0001, max: 100_000 } as const;

/** What the store needs of the browser; storage may be missing, full or forbidden. */
export interface SettingsSurroundings {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null;
  /** `location.search`. */
  readonly search: string;
  /** `navigator.language`. */
  readonly browserLanguage: string;
}

type SettingsValues = Omit<SettingsState, 'set'>;

const languageSchema = v.picklist(['en', 'ko']);
const themeSchema = v.picklist(['system', 'light', 'dark']);
/** JSON has no Infinity: as fast as it goes is written `max`. */
const speedSchema = v.union([
  v.pipe(v.number(), v.minValue(SPEED_LIMITS.min), v.maxValue(SPEED_LIMITS.max)),
  v.pipe(
    v.literal('max'),
    v.transform(() => Infinity),
  ),
]);
const engineSchema = v.nullable(v.picklist(ENGINE_IDS));
const backendSchema = v.nullable(v.picklist(BACKEND_IDS));

/** Each field stands for itself: a wrong one is left out, the others count. */
const storedSchema = v.object({
  language: v.fallback(v.optional(languageSchema), undefined),
  theme: v.fallback(v.optional(themeSchema), undefined),
  speed: v.fallback(v.optional(speedSchema), undefined),
  engineChoice: v.fallback(v.optional(v.object({ engine: engineSchema, backend: backendSchema })), undefined),
  presentation: v.fallback(v.optional(v.boolean()), undefined),
  foldsData: v.fallback(v.optional(v.boolean()), undefined),
  foldsOutput: v.fallback(v.optional(v.boolean()), undefined),
});
type Stored = v.InferOutput<typeof storedSchema>;

export function createSettingsStore(surroundings: SettingsSurroundings): StoreApi<SettingsState> {
  let stored = readStored(surroundings.storage);
  const asked = readQuery(surroundings.search);
  const storedChoice = stored.engineChoice ?? { engine: null, backend: null };
  const initial: SettingsValues = {
    language: asked.language ?? stored.language ?? languageOf(surroundings.browserLanguage),
    theme: asked.theme ?? stored.theme ?? 'system',
    speed: asked.speed ?? stored.speed ?? DEFAULT_SPEED,
    engineChoice: {
      // An address that names either means that: what is stored would only get in its way.
      ...(asked.engine || asked.backend
        ? { engine: asked.engine ?? null, backend: asked.backend ?? null }
        : storedChoice),
    },
    presentation: stored.presentation ?? false,
    foldsData: stored.foldsData ?? false,
    foldsOutput: stored.foldsOutput ?? false,
  };
  return createStore<SettingsState>()((set) => ({
    ...initial,
    set: (change) => {
      stored = { ...stored, ...change };
      writeStored(surroundings.storage, stored);
      set(change);
    },
  }));
}

function languageOf(browserLanguage: string): Language {
  return /^ko\b/i.test(browserLanguage) ? 'ko' : 'en';
}

function readStored(storage: SettingsSurroundings['storage']): Stored {
  try {
    const parsed = v.safeParse(storedSchema, JSON.parse(storage?.getItem(SETTINGS_KEY) ?? '{}'));
    return parsed.success ? parsed.output : {};
  } catch {
    // Not JSON, or storage is forbidden: as at the first visit.
    return {};
  }
}

function writeStored(storage: SettingsSurroundings['storage'], stored: Stored): void {
  const plain = { ...stored, ...(stored.speed === Infinity ? { speed: 'max' } : {}) };
  try {
    storage?.setItem(SETTINGS_KEY, JSON.stringify(plain));
  } catch {
    // Full or forbidden: the setting holds as long as the page is open.
  }
}

/** What the address asks for; a wrong value asks for nothing. */
function readQuery(search: string) {
  const query = new URLSearchParams(search);
  const speedText = query.get('speed');
  const pick = <T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | undefined => {
    const parsed = v.safeParse(schema, value);
    return parsed.success ? parsed.output : undefined;
  };
  return {
    language: pick(languageSchema, query.get('lang')),
    theme: pick(v.picklist(['light', 'dark']), query.get('theme')),
    speed: pick(speedSchema, speedText === 'max' ? 'max' : Number(speedText ?? Number.NaN)),
    engine: pick(v.picklist(ENGINE_IDS), query.get('engine')),
    backend: pick(v.picklist(BACKEND_IDS), query.get('backend')),
  };
}
