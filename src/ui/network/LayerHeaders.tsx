/** The row above the network: a header for each column, '+' between them, and handles that move the hidden layers. */
import { memo, useId, type CSSProperties } from 'react';
import { DEFAULT_EXPERIMENT } from '../../domain/defaultExperiment';
import { reinitializeLayer } from '../../domain/editWeights';
import { LIMITS } from '../../domain/limits';
import { useExperiment, useTranslate } from '../AppContext';
import { Icon } from '../Icon';
import { HiddenHeader, InputsHeader, OutputHeader } from '../LayerHeader';
import { useNetwork } from '../useNetwork';
import { insertLayer } from './editLayers';
import { useLayerMoves } from './useLayerMoves';

/** Renders only for changes of the Experiment, not for what is pointed at below. */
export const LayerHeaders = memo(function LayerHeaders({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const howId = useId();
  const change = useExperiment((state) => state.change);
  const { hidden } = useNetwork(index);
  const moves = useLayerMoves(index, hidden.length);
  const isFull = hidden.length >= LIMITS.hiddenLayers.max;
  const addAfter = (column: number) => {
    const fallback = DEFAULT_EXPERIMENT.networks[0]?.hidden[0];
    if (fallback) change(insertLayer(index, column, fallback), 'commit');
  };
  const redraw = (place: number | 'output') => {
    change((experiment) => reinitializeLayer(experiment, index, place), 'commit');
    const layer = place === 'output' ? t('network.output') : t('network.layer', { number: place + 1 });
    moves.say(t('network.layerRedrawn', { layer }));
  };
  const { drag, held } = moves;
  return (
    <div className="network-headers">
      {Array.from({ length: hidden.length + 2 }, (_, column) => {
        const layer = column - 1;
        // Custom properties are not in CSSProperties.
        const shift =
          drag?.from === layer ? ({ '--shift': `${drag.offsetPx}px` } as CSSProperties) : undefined;
        return (
          <div
            key={column}
            className="network-column"
            data-dragged={drag?.from === layer}
            data-held={held?.at === layer}
            data-target={drag?.to === layer ? (drag.to > drag.from ? 'after' : 'before') : undefined}
            style={shift}
          >
            {column === 0 ? (
              <InputsHeader />
            ) : column > hidden.length ? (
              <OutputHeader network={index} onRedraw={() => redraw('output')} />
            ) : (
              <HiddenHeader
                network={index}
                layer={layer}
                onRedraw={() => redraw(layer)}
                handle={
                  <button
                    type="button"
                    className="layer-tool layer-move"
                    aria-label={t('network.moveLayer')}
                    aria-describedby={howId}
                    title={`${t('network.moveLayer')}: ${t('network.moveLayerHow')}`}
                    {...moves.handleProps(layer)}
                  >
                    <Icon name="grip" />
                  </button>
                }
              />
            )}
            {column <= hidden.length ? (
              <button
                type="button"
                className="layer-add"
                aria-label={t('network.addLayer')}
                title={
                  isFull ? t('network.addLayerFull', { max: LIMITS.hiddenLayers.max }) : t('network.addLayer')
                }
                disabled={isFull}
                onClick={() => addAfter(column)}
              >
                <Icon name="plus" />
              </button>
            ) : null}
          </div>
        );
      })}
      <p id={howId} hidden>
        {t('network.moveLayerHow')}
      </p>
      <p className="visually-hidden" role="status">
        {moves.message}
      </p>
    </div>
  );
});
