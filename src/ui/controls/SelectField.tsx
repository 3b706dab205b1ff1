/** A native list to choose one of a few names from, with its own name above it; `SelectBox` is the list alone. */
import { useId, type ReactNode } from 'react';
import { HelpLabel } from './HelpLabel';

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly text: string;
  readonly disabled?: boolean;
}

export interface SelectBoxProps<Id extends string> {
  readonly label: string;
  readonly labelledBy?: string;
  readonly value: Id;
  readonly choices: readonly Choice<Id>[];
  readonly onChoose: (id: Id) => void;
  readonly className?: string;
  readonly title?: string;
}

export function SelectBox<Id extends string>(props: SelectBoxProps<Id>) {
  const { label, labelledBy, value, choices, onChoose, className, title } = props;
  return (
    <select
      className={`select ${className ?? ''}`}
      {...(labelledBy ? { 'aria-labelledby': labelledBy } : { 'aria-label': label })}
      {...(title ? { title } : {})}
      value={value}
      onChange={(event) => {
        const chosen = choices.find((choice) => choice.id === event.target.value);
        if (chosen) onChoose(chosen.id);
      }}
    >
      {choices.map(({ id, text, disabled }) => (
        <option key={id} value={id} disabled={disabled}>
          {text}
        </option>
      ))}
    </select>
  );
}

export interface SelectFieldProps<Id extends string> extends SelectBoxProps<Id> {
  readonly help: ReactNode;
  /** More entries that go with the choice, on the same line. */
  readonly extra?: ReactNode;
}

export function SelectField<Id extends string>({ help, extra, ...box }: SelectFieldProps<Id>) {
  const labelId = useId();
  return (
    <div className="field">
      <div className="field-head">
        <HelpLabel id={labelId} label={box.label} help={help} />
      </div>
      <div className="field-line">
        <SelectBox {...box} labelledBy={labelId} />
        {extra}
      </div>
    </div>
  );
}
