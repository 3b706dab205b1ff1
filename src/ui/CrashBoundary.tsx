/** Catches what a component throws, says what happened and leads back to the Experiment; it repairs nothing itself. */
import { Component, useEffect, useState, type ReactNode } from 'react';
import { useExperiment, useTranslate } from './AppContext';

const ADDRESS_LOOK_MS = 250;

interface CrashBoundaryProps {
  readonly children: ReactNode;
}

interface CrashBoundaryState {
  readonly error: unknown;
  readonly hasCrashed: boolean;
}

export class CrashBoundary extends Component<CrashBoundaryProps, CrashBoundaryState> {
  override state: CrashBoundaryState = { error: null, hasCrashed: false };

  static getDerivedStateFromError(error: unknown): CrashBoundaryState {
    return { error, hasCrashed: true };
  }

  override render(): ReactNode {
    const { error, hasCrashed } = this.state;
    if (!hasCrashed) return this.props.children;
    const detail = error instanceof Error ? error.message : String(error);
    return <Crash detail={detail} onRetry={() => this.setState({ error: null, hasCrashed: false })} />;
  }
}

/** The address always holds the present Experiment; a link to it keeps it even where the page cannot go on. */
function Crash({ detail, onRetry }: { readonly detail: string; readonly onRetry: () => void }) {
  const t = useTranslate();
  const undo = useExperiment((state) => state.undo);
  const hasPast = useExperiment((state) => state.past.length > 0);
  const [address, setAddress] = useState(window.location.href);
  // The last change is written to the address a moment after it was made, and the browser tells nobody.
  useEffect(() => {
    const timer = window.setInterval(() => setAddress(window.location.href), ADDRESS_LOOK_MS);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <main className="crash">
      <div role="alert">
        <h1>{t('crash.title')}</h1>
        <p>{t('crash.text')}</p>
      </div>
      <p>
        {t('crash.detail')} <code>{detail}</code>
      </p>
      <p>
        <a className="crash-link" href={address}>
          {t('crash.open')}
        </a>
      </p>
      <div className="crash-tools">
        {hasPast ? (
          <button
            type="button"
            className="button"
            onClick={() => {
              undo();
              onRetry();
            }}
          >
            {t('crash.undo')}
          </button>
        ) : null}
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {t('crash.reload')}
        </button>
      </div>
    </main>
  );
}
