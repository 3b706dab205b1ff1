/** A number that can be typed exactly or moved by keys; refuses what is not permitted with a sentence at the control and keeps the old value. */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import type { Range } from '../../domain/limits';
import { useTranslate } from '../AppContext';
import { exactDigits, type NumberCodec } from './numberCodec';
import { placePopover } from './placePopover';

const MESSAGE_WIDTH_PX = 260;
/** A field grows with what is in it, up to here. */
const MOST_CH = 11;

export type ChangeHow = 'live' | 'commit';

export interface NumberFieldProps {
  /** The name, as it stands in messages; also the accessible name where `labelledBy` is not given. */
  readonly label: string;
  readonly labelledBy?: string;
  readonly value: number;
  readonly range: Range;
  readonly codec: NumberCodec;
  /** The value `steps` arrow keys further; Page keys ask for ±10. Limits are this field's matter. */
  readonly stepBy: (value: number, steps: number) => number;
  readonly onChange: (value: number, how: ChangeHow) => void;
  readonly widthCh: number;
  readonly className?: string;
}

const KEY_STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

export function NumberField(props: NumberFieldProps) {
  const { label, labelledBy, value, range, codec, stepBy, onChange, widthCh, className } = props;
  const t = useTranslate();
  const messageId = useId();
  const input = useRef<HTMLInputElement>(null);
  const message = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const moved = useRef<number | null>(null);
  const byPointer = useRef(false);

  useEffect(() => {
    const popover = message.current;
    if (!popover || !input.current) return;
    if (!refusal) {
      popover.hidePopover();
      return;
    }
    placePopover(input.current, popover, MESSAGE_WIDTH_PX);
    popover.showPopover();
    // It stays until the person does something else.
    const forget = () => setRefusal(null);
    window.addEventListener('pointerdown', forget);
    window.addEventListener('focusin', forget);
    return () => {
      window.removeEventListener('pointerdown', forget);
      window.removeEventListener('focusin', forget);
    };
  }, [refusal]);

  const refusalOf = (text: string, parsed: number | null): string | null => {
    const words = { label, text, min: codec.format(range.min), max: codec.format(range.max) };
    if (parsed === null) return t('field.notNumber', words);
    if (range.integer && !Number.isInteger(parsed)) return t('field.notWhole', words);
    if (parsed < range.min || parsed > range.max) return t('field.outOfRange', words);
    return null;
  };

  const enter = () => {
    if (draft === null) return;
    const parsed = codec.parse(draft, range);
    const wrong = refusalOf(draft, parsed);
    setDraft(null);
    setRefusal(wrong);
    if (wrong === null && parsed !== null && parsed !== value) onChange(parsed, 'commit');
  };

  const settle = () => {
    if (moved.current === null) return;
    onChange(moved.current, 'commit');
    moved.current = null;
  };

  const move = (next: number) => {
    const whole = range.integer ? Math.round(next) : Number(next.toPrecision(10));
    const allowed = Math.min(range.max, Math.max(range.min, whole));
    setDraft(null);
    setRefusal(null);
    if (allowed === (moved.current ?? value)) return;
    moved.current = allowed;
    onChange(allowed, 'live');
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const steps = KEY_STEPS[event.key];
    if (steps !== undefined) move(stepBy(moved.current ?? value, steps));
    else if (event.key === 'Home' && draft === null) move(range.min);
    else if (event.key === 'End' && draft === null) move(range.max);
    else if (event.key === 'Enter') enter();
    // With nothing to give up, Escape is for what the field stands in.
    else if (event.key === 'Escape' && (draft !== null || refusal !== null)) {
      setDraft(null);
      setRefusal(null);
    } else return;
    event.preventDefault();
  };

  const shown = draft ?? (focused ? codec.exact(value) : codec.format(value));
  return (
    <span className={`number ${className ?? ''}`}>
      <input
        ref={input}
        type="text"
        inputMode={range.integer ? 'numeric' : 'decimal'}
        role="spinbutton"
        className="number-input"
        style={{ width: `calc(${Math.max(widthCh, Math.min(shown.length, MOST_CH))}ch + 10px)` }}
        autoComplete="off"
        spellCheck={false}
        {...(labelledBy ? { 'aria-labelledby': labelledBy } : { 'aria-label': label })}
        aria-valuemin={range.min}
        aria-valuemax={Number.isFinite(range.max) ? range.max : undefined}
        aria-valuenow={Number.isFinite(value) ? value : undefined}
        aria-valuetext={codec.format(value)}
        aria-invalid={refusal !== null}
        aria-describedby={refusal === null ? undefined : messageId}
        data-dirty={draft !== null}
        title={exactDigits(value)}
        value={shown}
        onChange={(event) => {
          setDraft(event.target.value);
          setRefusal(null);
        }}
        onPointerDown={() => {
          byPointer.current = true;
        }}
        onFocus={(event) => {
          // The exact digits have to stand there before anything is selected or typed.
          flushSync(() => setFocused(true));
          const field = event.currentTarget;
          field.select();
          // A click puts the caret after this event, and so takes the selection away again.
          if (byPointer.current) requestAnimationFrame(() => field.select());
          byPointer.current = false;
        }}
        onBlur={() => {
          setFocused(false);
          settle();
          enter();
        }}
        onKeyDown={onKeyDown}
        onKeyUp={settle}
      />
      <div ref={message} id={messageId} popover="manual" role="alert" className="popover refusal">
        {refusal}
      </div>
    </span>
  );
}
