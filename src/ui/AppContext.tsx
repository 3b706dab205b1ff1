/** Hands the stores to components and lets them pick the part they show; holds no state itself. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createTranslate, type Translate } from '../i18n/translate';
import type { DeviceState } from '../store/createDeviceStore';
import type { PanelState } from '../store/createPanelStore';
import type {
  AppServices,
  ExperimentState,
  Language,
  RememberedRunsState,
  SettingsState,
  SlowFacts,
  StatusState,
} from '../store/storeTypes';

const ServicesContext = createContext<AppServices | null>(null);

/** Wraps the page: `<AppContext value={services}>`. */
export const AppContext = ServicesContext.Provider;

/** Throws outside `<AppContext>`: that is a mistake in the program, not of the person. */
export function useServices(): AppServices {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('useServices needs an AppContext around it');
  return services;
}

/** Selectors have to give the same object for the same state: pick parts, build nothing. */
export function useExperiment<T>(selector: (state: ExperimentState) => T): T {
  return useStore(useServices().experiment, selector);
}

export function useStatus<T>(selector: (state: StatusState) => T): T {
  return useStore(useServices().status, selector);
}

export function useSettings<T>(selector: (state: SettingsState) => T): T {
  return useStore(useServices().settings, selector);
}

export function useRememberedRuns<T>(selector: (state: RememberedRunsState) => T): T {
  return useStore(useServices().rememberedRuns, selector);
}

export function useDevice<T>(selector: (state: DeviceState) => T): T {
  return useStore(useServices().device, selector);
}

export function usePanels<T>(selector: (state: PanelState) => T): T {
  return useStore(useServices().panels, selector);
}

/** Changes at most ten times a second. */
export function useSlowFacts<T>(selector: (state: SlowFacts) => T): T {
  return useStore(useServices().slowFacts, selector);
}

/** One for the whole page: number formats are costly to make. */
const TRANSLATES: Readonly<Record<Language, Translate>> = {
  en: createTranslate('en'),
  ko: createTranslate('ko'),
};

/** Texts and number formats in the person's language. */
export function useTranslate(): Translate {
  return TRANSLATES[useSettings((settings) => settings.language)];
}
