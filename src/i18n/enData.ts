/** English texts of the data rail's gates, the boundary's read-out, the findings and the histograms. */

export const enData = {
  'data.gates': 'Logic gates',
  'data.gateNote':
    'A gate has four fixed points, coded 0 and 1, for training and validation alike. Noise, samples and train share do not apply.',
  'help.gates':
    'The gates have their four points at 0 and 1, on axes of their own; every answer is in the truth table beside the boundary.',

  'truth.caption': 'Truth table',
  'truth.target': 'target',
  'truth.output': 'output',
  'truth.verdict': 'answer',
  'truth.right': 'right',
  'truth.wrong': 'wrong',
  'truth.score': '{right} of {all} right',

  'output.unitTitle': 'Layer {layer}, unit {unit}',
  'output.cursor': 'Cursor on the boundary: arrow keys move it (with Shift: further), Escape takes it away',
  'output.cursorHint': 'Click, or use the arrow keys: coordinates and output of a place',
  'output.place': 'x₁ {x1}, x₂ {x2}',
  'output.value.probability': 'probability {value}, class {class}',
  'output.value.prediction': 'output {value}, class {class}',
  'output.value.unit': 'output {value}',
  'output.nearest.train': 'training point: class {class}, {verdict}',
  'output.nearest.validation': 'validation point: class {class}, {verdict}',

  'weights.choose': 'Layers shown',
  'weights.all': 'all layers',
  'weights.bin.one': '{layer}: 1 weight from {from} to {to}',
  'weights.bin.many': '{layer}: {count} weights from {from} to {to}',
  'weights.hint': 'Arrow keys read the bars',

  'finding.divergedMeasured':
    'Training stopped after epoch {epoch}: {what} not finite any more. Last measured: learning rate {rate}, largest gradient {gradient}, largest weight {weight}. A smaller learning rate usually helps.',
  'finding.diverged.loss': 'the loss is',
  'finding.diverged.parameters': 'the weights are',
  'finding.diverged.noGradient': 'beyond all numbers',
  'finding.allFrozen': 'Every layer is frozen: nothing is learned.',
  'finding.symmetric':
    'All {units} units of layer {layer} have equal weights, so they compute and learn the same.',
  'finding.symmetricZeros':
    'All {units} units of layer {layer} have equal weights, so they compute and learn the same: the zeros initializer makes them so.',
  'finding.solvedOf':
    'Validation accuracy {accuracy}, where the noise allows {best}; solved, as first seen at epoch {epoch}.',
  'finding.bestReached':
    'As good as the noise allows ({best}): validation accuracy {accuracy}; first seen at epoch {epoch}.',
  'finding.plateau': 'Training loss stands still: {from} at epoch {since}, {now} at epoch {epoch}.',

  'detail.deadLayer':
    'Layer {layer} is dead: all {units} ReLU units are 0 for every training point; no gradient passes.',
  'detail.deadUnits': '{dead} of {units} ReLU units of layer {layer} are dead: 0 for every training point.',
  'detail.vanishing':
    'Gradients vanish: per weight (root mean square), layer 1 gets 1/{ratio} of the output layer’s.',
  'detail.saturated': 'Layer {layer} is saturated: {share} of its outputs are within 0.01 of an end.',
  'detail.perceptron': 'Trained by the perceptron rule: only wrong answers change the weights.',
  'detail.without': 'Without unit {unit} of layer {layer} the training accuracy would be {accuracy}.',
  'detail.withoutAny': 'Without any one unit the training accuracy would still be at least {accuracy}.',

  'alt.unitMap': 'Output of layer {layer}, unit {unit} over the plane: from {min} to {max}.',
} as const;
