/** Something that is on or off, with its name beside it. */

export interface ToggleProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly title?: string;
}

export function Toggle({ label, on, onChange, title }: ToggleProps) {
  return (
    <label className="toggle" {...(title ? { title } : {})}>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}
