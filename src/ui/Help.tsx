/** What stands in an explanation: a sentence, and a formula where there is one. */
import { Formula } from './math/Formula';
import type { MathNode } from './math/mathNodes';

export interface HelpProps {
  readonly text: string;
  readonly formula?: MathNode;
}

export function Help({ text, formula }: HelpProps) {
  return (
    <>
      <p>{text}</p>
      {formula === undefined ? null : <Formula formula={formula} />}
    </>
  );
}
