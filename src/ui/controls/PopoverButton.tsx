/** A small button that opens a panel of controls beside it, above everything else on the page; the panel closes by Escape or a click elsewhere. */
import { useId, useRef, type ReactNode } from 'react';
import { placePopover } from './placePopover';

export interface PopoverButtonProps {
  /** On the button. */
  readonly text: ReactNode;
  /** Accessible name of the button, beginning with what stands on it; the text where it is left out. */
  readonly label?: string;
  readonly title?: string;
  /** Something in the panel is in force: the button stands out. */
  readonly isActive?: boolean;
  readonly panelLabel: string;
  readonly widthPx: number;
  readonly className?: string;
  /** `panelId` is for buttons inside that close the panel. */
  readonly children: (panelId: string) => ReactNode;
}

/** Between the panel and the window's edges, both together. */
const MARGIN_PX = 14;
/** As in the style sheets. */
const PHONE_WIDTH_PX = 760;

export function PopoverButton(props: PopoverButtonProps) {
  const { text, label, title, isActive = false, panelLabel, widthPx, className, children } = props;
  const panelId = useId();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`chip ${className ?? ''}`}
        popoverTarget={panelId}
        data-active={isActive}
        {...(label ? { 'aria-label': label } : {})}
        {...(title ? { title } : {})}
      >
        {text}
      </button>
      <div
        id={panelId}
        popover="auto"
        role="group"
        aria-label={panelLabel}
        className="popover panel-popover"
        onBeforeToggle={(event) => {
          // The explanations inside are popovers, too, and their events come up to here.
          if (event.target === event.currentTarget && button.current)
            placePanel(button.current, event.currentTarget, widthPx);
        }}
      >
        {children(panelId)}
      </div>
    </>
  );
}

/** Beside its button; on a phone, where neither side of the button has room for a panel, at the lower edge of the window. */
function placePanel(button: HTMLElement, panel: HTMLElement, widthPx: number): void {
  placePopover(button, panel, widthPx);
  const viewPx = document.documentElement.clientHeight;
  const { top, bottom } = button.getBoundingClientRect();
  let roomPx = Math.max(top, viewPx - bottom) - MARGIN_PX;
  if (document.documentElement.clientWidth < PHONE_WIDTH_PX) {
    panel.style.top = 'auto';
    panel.style.bottom = `${MARGIN_PX / 2}px`;
    roomPx = viewPx - MARGIN_PX;
  }
  panel.style.maxHeight = `${roomPx}px`;
}
