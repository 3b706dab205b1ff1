/** A slider and an exact entry for one number under one name; a drag changes it live and makes one history entry when it ends. */
import { useEffect, useEffectEvent, useId, useRef, type CSSProperties, type ReactNode } from 'react';
import type { Range } from '../../domain/limits';
import { HelpLabel } from './HelpLabel';
import { NumberField, type ChangeHow } from './NumberField';
import type { NumberCodec } from './numberCodec';
import type { SliderScale } from './sliderScale';

export interface SliderFieldProps {
  readonly label: string;
  readonly help: ReactNode;
  readonly value: number;
  readonly range: Range;
  readonly codec: NumberCodec;
  readonly scale: SliderScale;
  readonly stepBy: (value: number, steps: number) => number;
  readonly onChange: (value: number, how: ChangeHow) => void;
  readonly widthCh: number;
  /** Small buttons between the name and the number. */
  readonly tools?: ReactNode;
  /** Words right after the number: its unit, or what it amounts to. */
  readonly note?: ReactNode;
  readonly disabled?: boolean;
  readonly className?: string;
}

export function SliderField(props: SliderFieldProps) {
  const { label, help, value, codec, scale, onChange, tools, note, disabled = false } = props;
  const labelId = useId();
  const slider = useRef<HTMLInputElement>(null);
  const pending = useRef<number | null>(null);
  const keyHeld = useRef(false);

  const settle = () => {
    if (pending.current === null) return;
    onChange(pending.current, 'commit');
    pending.current = null;
  };
  // React's onChange is the native `input` event; the native `change` event tells that a drag has ended.
  const onDragEnd = useEffectEvent(() => {
    if (!keyHeld.current) settle();
  });
  useEffect(() => {
    const element = slider.current;
    const listener = () => onDragEnd();
    element?.addEventListener('change', listener);
    return () => element?.removeEventListener('change', listener);
  }, []);

  const position = scale.toPosition(value);
  const fill = `${(100 * (position - scale.min)) / (scale.max - scale.min)}%`;
  // Custom properties are not in CSSProperties.
  const style = { '--fill': fill } as CSSProperties;
  return (
    <div className={`field slider-field ${props.className ?? ''}`} data-disabled={disabled}>
      <div className="field-head">
        <HelpLabel id={labelId} label={label} help={help} />
        {tools}
        <span className="field-value">
          <NumberField
            label={label}
            labelledBy={labelId}
            value={value}
            range={props.range}
            codec={codec}
            stepBy={props.stepBy}
            onChange={onChange}
            widthCh={props.widthCh}
          />
          {note}
        </span>
      </div>
      <input
        ref={slider}
        type="range"
        className="slider"
        style={style}
        aria-labelledby={labelId}
        aria-valuetext={codec.format(value)}
        min={scale.min}
        max={scale.max}
        step={scale.step}
        value={position}
        onChange={(event) => {
          const next = scale.toValue(Number(event.target.value), value);
          pending.current = next;
          onChange(next, 'live');
        }}
        onKeyDown={() => {
          keyHeld.current = true;
        }}
        onKeyUp={() => {
          keyHeld.current = false;
          settle();
        }}
        onBlur={() => {
          keyHeld.current = false;
          settle();
        }}
      />
    </div>
  );
}
