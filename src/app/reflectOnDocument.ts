/** Shows language, theme and training state on the page's root element, and keeps them there; draws nothing. */
import { createTranslate } from '../i18n/translate';
import type { AppServices } from '../store/storeTypes';

export function reflectOnDocument({ settings, status }: AppServices): void {
  const root = document.documentElement;
  const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');

  const showSettings = (): void => {
    const { language, theme, presentation } = settings.getState();
    root.lang = language;
    document.title = createTranslate(language)('page.title');
    root.dataset['presentation'] = String(presentation);
    root.dataset['theme'] = theme === 'system' ? (systemIsDark.matches ? 'dark' : 'light') : theme;
  };
  const showTrainer = (): void => {
    root.dataset['trainer'] = status.getState().worker.trainer;
  };

  showSettings();
  showTrainer();
  settings.subscribe(showSettings);
  systemIsDark.addEventListener('change', showSettings);
  status.subscribe(showTrainer);
}
