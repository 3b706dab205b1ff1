/** A whole number that starts a random draw: name, exact entry, no slider. */
import { useId, type ReactNode } from 'react';
import { LIMITS } from '../../domain/limits';
import { HelpLabel } from './HelpLabel';
import { NumberField, type ChangeHow } from './NumberField';
import { exactDigits, parsePlainNumber, type NumberCodec } from './numberCodec';

/** A seed is a name rather than a quantity: written without grouping. */
const SEED_CODEC: NumberCodec = { format: exactDigits, exact: exactDigits, parse: parsePlainNumber };

export interface SeedFieldProps {
  readonly label: string;
  readonly help: ReactNode;
  readonly value: number;
  readonly onChange: (value: number, how: ChangeHow) => void;
}

export function SeedField({ label, help, value, onChange }: SeedFieldProps) {
  const labelId = useId();
  return (
    <div className="field seed-field">
      <HelpLabel id={labelId} label={label} help={help} />
      <NumberField
        label={label}
        labelledBy={labelId}
        value={value}
        range={LIMITS.seed}
        codec={SEED_CODEC}
        stepBy={(seed, steps) => seed + steps}
        onChange={onChange}
        widthCh={10}
      />
    </div>
  );
}
