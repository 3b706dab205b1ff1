/** One sentence about what went wrong, with the buttons for what can be done. */
import type { ReactNode } from 'react';

export interface NoticeProps {
  readonly code: string;
  readonly text: string;
  /** What can be done. */
  readonly children: ReactNode;
}

export function Notice({ code, text, children }: NoticeProps) {
  return (
    <div className="notice" data-notice={code}>
      <p>{text}</p>
      <div className="notice-tools">{children}</div>
    </div>
  );
}
