/** What stands in an explanation: a sentence, and a formula where there is one. */

export interface HelpProps {
  readonly text: string;
  readonly formula?: string;
}

export function Help({ text, formula }: HelpProps) {
  return (
    <>
      <p>{text}</p>
      {formula ? <p className="formula">{formula}</p> : null}
    </>
  );
}
