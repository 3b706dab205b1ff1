/** Where a value stands on a slider: positions are what the native range input counts in. */
import type { Range } from '../../domain/limits';

export interface SliderScale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly toPosition: (value: number) => number;
  /** `present` is the value before the move: a move always changes it, however small. */
  readonly toValue: (position: number, present: number) => number;
}

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));
const tidy = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** Positions are the values themselves. */
export function linearScale(min: number, max: number, step: number): SliderScale {
  return {
    min,
    max,
    step,
    toPosition: (value) => clamp(value, min, max),
    toValue: (position) => tidy(position, 10),
  };
}

const POSITIONS = 200;

/** Equal ways are equal factors; two significant digits. `zero` adds a first position that means 0. */
export function logScale(range: Range, lowest: number, zero = false): SliderScale {
  const decades = Math.log(range.max / lowest);
  const first = zero ? 1 : 0;
  const toPosition = (value: number) => {
    if (zero && value < lowest) return 0;
    const share = Math.log(clamp(value, lowest, range.max) / lowest) / decades;
    return first + Math.round(share * (POSITIONS - first));
  };
  const valueAt = (position: number) => {
    if (zero && position < 1) return 0;
    const raw = lowest * Math.exp((decades * (position - first)) / (POSITIONS - first));
    const value = clamp(tidy(raw, 2), range.min, range.max);
    return range.integer ? Math.round(value) : value;
  };
  const toValue = (position: number, present: number) => {
    const direction = Math.sign(position - toPosition(present));
    let at = position;
    // Where positions are closer than two digits tell apart, the move goes on to the next value.
    while (direction !== 0 && at > 0 && at < POSITIONS && (valueAt(at) - present) * direction <= 0)
      at += direction;
    return at >= POSITIONS ? range.max : valueAt(at);
  };
  return { min: 0, max: POSITIONS, step: 1, toPosition, toValue };
}

/** A log scale whose last position is Infinity. */
export function speedScale(lowest: number, highest: number): SliderScale {
  const inner = logScale({ min: lowest, max: highest, integer: false }, lowest);
  const last = POSITIONS + 10;
  return {
    min: 0,
    max: last,
    step: 1,
    toPosition: (value) => (value === Infinity ? last : inner.toPosition(value)),
    toValue: (position, present) => {
      if (position > POSITIONS)
        return position > (present === Infinity ? last - 1 : POSITIONS) ? Infinity : highest;
      return inner.toValue(position, present);
    },
  };
}

/** One unit of the leading digit up or down (0.03 to 0.04), or ten times and a tenth where `steps` is ±10 or more; at least `smallest`. */
export function stepLeadingDigit(value: number, steps: number, smallest: number): number {
  if (Math.abs(steps) >= 10) return tidy(steps > 0 ? Math.max(value, smallest) * 10 : value / 10, 10);
  if (value < smallest) return steps > 0 ? smallest : 0;
  const decade = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const unit = steps < 0 && value <= decade * 1.000001 ? decade / 10 : decade;
  return tidy(value + Math.sign(steps) * unit, 10);
}
