/** The gallery page (/gallery.html in development): every chart, in both themes, with data that try it. */
import { DATA_SET_IDS } from '../../domain/ids';
import type { ChartSize, ChartStyle } from '../chartTypes';
import { drawBoundary } from '../drawBoundary';
import { drawCurves } from '../drawCurves';
import { drawDataThumbnail } from '../drawDataThumbnail';
import { drawHistograms } from '../drawHistograms';
import { drawMap } from '../drawMap';
import { drawNetwork } from '../drawNetwork';
import { measureHistograms } from '../layoutHistograms';
import {
  accuracySample,
  boundarySample,
  ghostsSample,
  histogramsOf,
  histogramsSample,
  largestNetwork,
  largestNetworkSample,
  longLossSample,
  lossSample,
  mixedNetworkSample,
  networkSample,
  sampleData,
} from './gallerySamples';
import { GALLERY_THEMES } from './galleryThemes';

const FONT_FAMILY = "Inter, Pretendard, 'Noto Sans', 'Noto Sans KR', system-ui, sans-serif";

/** A figure with a surface of the given size; `data-draw-ms` tells how long a draw takes when nodes and caches are there. */
function show<Target extends HTMLCanvasElement | SVGSVGElement>(
  section: HTMLElement,
  caption: string,
  target: Target,
  widthPx: number,
  heightPx: number,
  draw: (target: Target, size: ChartSize) => void,
): void {
  const size = { widthPx, heightPx, pixelRatio: devicePixelRatio };
  target.style.width = `${widthPx}px`;
  target.style.height = `${heightPx}px`;
  draw(target, size);
  const startMs = performance.now();
  for (let round = 0; round < 10; round += 1) draw(target, size);
  const figure = document.createElement('figure');
  const text = document.createElement('figcaption');
  text.textContent = caption;
  figure.dataset['drawMs'] = ((performance.now() - startMs) / 10).toFixed(2);
  figure.append(text, target);
  section.append(figure);
}

const LONG_LOSS = longLossSample(2000);
const canvas = (): HTMLCanvasElement => document.createElement('canvas');
const svg = (): SVGSVGElement => document.createElementNS('http://www.w3.org/2000/svg', 'svg');

for (const theme of ['light', 'dark'] as const) {
  const section = document.createElement('section');
  section.dataset['theme'] = theme;
  document.body.append(section);
  const styleWith = <Words>(words: Words, fontSizePx = 12.5): ChartStyle<Words> => ({
    colors: GALLERY_THEMES[theme],
    fontFamily: FONT_FAMILY,
    fontSizePx,
    words,
    locale: 'en',
  });
  const boundaryStyle = styleWith({ x1: 'x\u2081', x2: 'x\u2082' });
  const curvesStyle = styleWith({ xAxis: 'epochs', yAxis: '', empty: 'Nothing trained yet' });
  const histogramsStyle = styleWith({ count: 'max', weight: '' });
  const networkStyle = styleWith({ unit: 'unit' });

  show(section, 'Network 2-4-4-1', canvas(), 740, 330, (target, size) =>
    drawNetwork(target, networkSample, size, networkStyle),
  );
  show(section, 'Boundary', canvas(), 364, 364, (target, size) =>
    drawBoundary(target, boundarySample, size, boundaryStyle),
  );
  show(section, 'Boundary, validation points', canvas(), 364, 364, (target, size) =>
    drawBoundary(target, { ...boundarySample, showValidation: true }, size, boundaryStyle),
  );
  show(section, 'Loss', svg(), 354, 150, (target, size) => drawCurves(target, lossSample, size, curvesStyle));
  show(section, 'Accuracy', svg(), 354, 150, (target, size) =>
    drawCurves(target, accuracySample, size, curvesStyle),
  );
  show(section, 'Weights', svg(), 364, measureHistograms(histogramsSample, 364), (target, size) =>
    drawHistograms(target, histogramsSample, size, histogramsStyle),
  );
  for (const kind of DATA_SET_IDS) {
    const dataSet = sampleData(kind);
    show(section, kind, canvas(), 44, 44, (target, size) =>
      drawDataThumbnail(target, { dataSet, extent: boundarySample.extent }, size, styleWith(null)),
    );
  }
  networkSample.columns.forEach((column, index) => {
    const values = column.maps.subarray(0, column.mapSize ** 2);
    show(section, `map ${index}`, canvas(), 44, 44, (target, size) =>
      drawMap(target, { ...column, values }, size, styleWith(null)),
    );
  });

  show(section, 'Boundary, discretised', canvas(), 364, 364, (target, size) =>
    drawBoundary(target, { ...boundarySample, discretize: true }, size, boundaryStyle),
  );
  show(section, 'Boundary, small, type of 18 px', canvas(), 240, 240, (target, size) =>
    drawBoundary(target, boundarySample, size, styleWith({ x1: 'x\u2081', x2: 'x\u2082' }, 18)),
  );
  show(section, 'Loss, linear, read out', svg(), 354, 150, (target, size) =>
    drawCurves(target, { ...lossSample, scale: 'linear', readoutEpoch: 60 }, size, curvesStyle),
  );
  show(section, 'Accuracy, read out near the end', svg(), 354, 150, (target, size) =>
    drawCurves(target, { ...accuracySample, readoutEpoch: 380 }, size, curvesStyle),
  );
  show(section, 'Loss, smoothed, two earlier runs, in steps', svg(), 354, 150, (target, size) =>
    drawCurves(target, ghostsSample, size, styleWith({ ...curvesStyle.words, xAxis: 'steps' })),
  );
  show(section, 'Accuracy, the best that the noise allows', svg(), 354, 150, (target, size) =>
    drawCurves(
      target,
      { ...accuracySample, reference: { value: 0.992, label: 'best 99.2%' } },
      size,
      curvesStyle,
    ),
  );
  show(section, 'Loss, 2,001 rows, many marks', svg(), 354, 150, (target, size) =>
    drawCurves(target, LONG_LOSS, size, curvesStyle),
  );
  show(section, 'Loss, epoch 0 only', svg(), 354, 150, (target, size) =>
    drawCurves(target, { ...lossSample, rows: lossSample.rows.slice(0, 1), marks: [] }, size, curvesStyle),
  );
  show(section, 'Loss, six epochs, type of 18 px', svg(), 354, 170, (target, size) =>
    drawCurves(
      target,
      { ...lossSample, rows: lossSample.rows.slice(0, 7), marks: [] },
      size,
      styleWith(curvesStyle.words, 18),
    ),
  );
  show(section, 'Loss, no row', svg(), 354, 150, (target, size) =>
    drawCurves(target, { ...lossSample, rows: [], marks: [] }, size, curvesStyle),
  );
  const manyWeights = histogramsOf(largestNetwork);
  show(section, 'Weights, nine layers', svg(), 368, measureHistograms(manyWeights, 368), (target, size) =>
    drawHistograms(target, manyWeights, size, histogramsStyle),
  );
  show(section, 'Network 2-8-16-3-1, highlighted', canvas(), 740, 330, (target, size) =>
    drawNetwork(
      target,
      { ...mixedNetworkSample, highlighted: { kind: 'unit', column: 2, unit: 5 } },
      size,
      networkStyle,
    ),
  );
  show(section, 'Network, eight layers of 64', canvas(), 740, 400, (target, size) =>
    drawNetwork(target, largestNetworkSample, size, networkStyle),
  );
  show(section, 'The same on a phone, highlighted', canvas(), 328, 280, (target, size) =>
    drawNetwork(
      target,
      { ...largestNetworkSample, highlighted: { kind: 'unit', column: 4, unit: 10 } },
      size,
      networkStyle,
    ),
  );
}
