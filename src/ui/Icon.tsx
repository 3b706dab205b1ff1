/** The few signs on buttons, drawn in the ink of the text around them; never the only name of a control. */
import type { ReactNode } from 'react';

export type IconName =
  | 'play'
  | 'pause'
  | 'reset'
  | 'undo'
  | 'redo'
  | 'plus'
  | 'minus'
  | 'close'
  | 'keys'
  | 'screen'
  | 'back'
  | 'forth'
  | 'sprout'
  | 'grip'
  | 'dice';

const PATHS: Readonly<Record<IconName, ReactNode>> = {
  play: <path d="M5.2 3.2v9.6L13 8z" fill="currentColor" stroke="none" />,
  pause: <path d="M4.4 3.5h2.6v9H4.4zM9 3.5h2.6v9H9z" fill="currentColor" stroke="none" />,
  reset: <path d="M3.2 8a4.8 4.8 0 1 0 1.5-3.5M3 2.4v2.7h2.7" />,
  undo: <path d="M5.6 3 2.8 5.8l2.8 2.8M3 5.8h6a3.6 3.6 0 0 1 0 7.2H6.4" />,
  redo: <path d="M10.4 3l2.8 2.8-2.8 2.8M13 5.8H7a3.6 3.6 0 0 0 0 7.2h2.6" />,
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  minus: <path d="M3.5 8h9" />,
  close: <path d="m4.4 4.4 7.2 7.2M11.6 4.4l-7.2 7.2" />,
  keys: <path d="M2.2 4.5h11.6v7H2.2zM4.5 7h.1M7 7h.1M9.5 7h.1M11.6 7h.1M5.5 9.4h5" />,
  grip: (
    <path d="M5.1 3.4h.02M5.1 8h.02M5.1 12.6h.02M10.9 3.4h.02M10.9 8h.02M10.9 12.6h.02" strokeWidth="2.6" />
  ),
  dice: <path d="M3.4 3.4h9.2v9.2H3.4zM6 6h.02M10 6h.02M8 8h.02M6 10h.02M10 10h.02" />,
  screen: <path d="M2.2 3h11.6v7.6H2.2zM8 10.6v2.6M5.4 13.2h5.2" />,
  back: <path d="m9.6 4-4 4 4 4" />,
  forth: <path d="m6.4 4 4 4-4 4" />,
  sprout: (
    <path d="M8 13.5V8.2M8 8.4C8 5.6 6 4 3 4c0 3 1.9 4.6 5 4.4M8 7.2C8 4.6 9.9 2.8 13 2.8c0 2.9-1.9 4.7-5 4.4" />
  ),
};

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {PATHS[name]}
    </svg>
  );
}
