/** The list of keys, opened by '?' or its button; what the keys do is decided in `app`. */
import { useEffect, useId, useRef } from 'react';
import type { TextKey } from '../i18n/translate';
import { useTranslate } from './AppContext';
import { Icon } from './Icon';

interface Shortcut {
  readonly keys: readonly string[];
  readonly text: TextKey;
}

const GROUPS: readonly { readonly title: TextKey; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'shortcuts.group.run',
    shortcuts: [
      { keys: ['Space'], text: 'shortcuts.play' },
      { keys: ['S'], text: 'shortcuts.step' },
      { keys: ['E'], text: 'shortcuts.epoch' },
      { keys: ['R'], text: 'shortcuts.reset' },
      { keys: ['N'], text: 'shortcuts.newSeed' },
      { keys: ['Ctrl', 'Z'], text: 'shortcuts.undo' },
      { keys: ['Ctrl', 'Shift', 'Z'], text: 'shortcuts.redo' },
    ],
  },
  {
    title: 'shortcuts.group.page',
    shortcuts: [
      { keys: ['['], text: 'shortcuts.foldData' },
      { keys: [']'], text: 'shortcuts.foldOutput' },
      { keys: ['P'], text: 'shortcuts.presentation' },
      { keys: ['D'], text: 'shortcuts.device' },
      { keys: ['?'], text: 'shortcuts.help' },
    ],
  },
  {
    title: 'shortcuts.group.control',
    shortcuts: [
      { keys: ['Tab'], text: 'shortcuts.tab' },
      { keys: ['←', '→', '↑', '↓'], text: 'shortcuts.arrows' },
      { keys: ['PgUp', 'PgDn'], text: 'shortcuts.page' },
      { keys: ['Home', 'End'], text: 'shortcuts.ends' },
      { keys: ['Enter'], text: 'shortcuts.enter' },
      { keys: ['Esc'], text: 'shortcuts.escape' },
    ],
  },
];

export interface ShortcutsDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ShortcutsDialog({ open, onClose }: ShortcutsDialogProps) {
  const t = useTranslate();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open === open) return;
    if (open) element.showModal();
    else element.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onClose={onClose}>
      <div className="dialog-head">
        <h2 id={titleId}>{t('shortcuts.title')}</h2>
        <button type="button" className="icon-button" aria-label={t('shortcuts.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {GROUPS.map(({ title, shortcuts }) => (
        <section key={title} className="keys-group">
          <h3>{t(title)}</h3>
          <dl className="keys">
            {shortcuts.map(({ keys, text }) => (
              <div key={text}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key === 'Space' ? t('shortcuts.space') : key}</kbd>
                  ))}
                </dt>
                <dd>{t(text)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </dialog>
  );
}
