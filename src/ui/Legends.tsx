/** The two colour scales, always in sight: predictions, and signed values. */
import { useTranslate } from './AppContext';
import { SIGNED_TICKS, signedPosition } from './signedScale';

export interface LegendsProps {
  /** Predictions that stand for the two classes. */
  readonly negative: number;
  readonly positive: number;
}

export function Legends({ negative, positive }: LegendsProps) {
  const t = useTranslate();
  const number = (value: number) => t.number(value).replace('-', '−');
  const middle = (negative + positive) / 2;
  return (
    <div className="legends">
      <div className="legend">
        <span>{t('output.probability')}</span>
        <i className="legend-bar legend-probability" />
        <span className="legend-ticks">
          {[negative, middle, positive].map((value, at) => (
            <Tick key={at} share={at / 2} text={number(value)} />
          ))}
        </span>
      </div>
      <div className="legend">
        <span>{t('output.signed')}</span>
        <i className="legend-bar legend-signed" />
        <span className="legend-ticks">
          {SIGNED_TICKS.map((value) => (
            <Tick key={value} share={(1 + signedPosition(value)) / 2} text={number(value)} />
          ))}
        </span>
      </div>
    </div>
  );
}

function Tick({ share, text }: { readonly share: number; readonly text: string }) {
  // The first and the last stay inside the bar; those between are centred on their place.
  const style = { left: `${share * 100}%`, transform: `translateX(-${share * 100}%)` };
  return <span style={style}>{text}</span>;
}
