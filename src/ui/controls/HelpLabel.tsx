/** The name of a setting, which is also the button that explains it; the control itself is named by `id`, the bare name. */
import { useId, useRef, type ReactNode } from 'react';
import { useTranslate } from '../AppContext';
import { placePopover } from './placePopover';

const WIDTH_PX = 288;

export interface HelpLabelProps {
  /** Id of the bare name, for `aria-labelledby` of the control. */
  readonly id: string;
  readonly label: string;
  readonly help: ReactNode;
}

export function HelpLabel({ id, label, help }: HelpLabelProps) {
  const t = useTranslate();
  const popoverId = useId();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <span className="help">
      <button ref={button} type="button" className="help-label" popoverTarget={popoverId}>
        <span className="visually-hidden">{t('help.open')} </span>
        <span id={id}>{label}</span>
      </button>
      <div
        id={popoverId}
        popover="auto"
        className="popover"
        onBeforeToggle={(event) => {
          if (button.current) placePopover(button.current, event.currentTarget, WIDTH_PX);
        }}
      >
        <p className="popover-title">{label}</p>
        {help}
      </div>
    </span>
  );
}
