/** English texts of the network's drawing, of the read-out of its parts and of moving and drawing layers anew. */

export const enNetwork = {
  'network.moveLayer': 'Move layer',
  'network.moveLayerHow':
    'Drag it, or press Alt with the left or right arrow key. Enter takes hold of it: then the arrow keys move it, Enter sets it down and Escape puts it back.',
  'network.layerGrabbed': 'Layer {number} of {count} is held.',
  'network.layerMoved': 'Now layer {number} of {count}.',
  'network.layerDropped': 'Set down as layer {number} of {count}.',
  'network.layerPutBack': 'Put back as layer {number} of {count}.',
  'network.reinitialize': 'Reinitialize this layer',
  'network.layerRedrawn': '{layer}: initial weights drawn anew.',
  'network.perceptronRule': 'perceptron rule',

  'help.move': 'Drag the handle to give the layer another place; its weights are drawn anew.',
  'help.reinitialize':
    'Draws the initial weights of this layer anew, at any time; the other layers keep theirs.',
  'help.step':
    'A step is offered for the output only: its slope is 0 everywhere, so no gradient would reach the layers before it.',
  'help.perceptronRule':
    'A step output is trained by the perceptron rule: where it is wrong, each weight of its layer moves by the learning rate times its input. Layers before it get no gradient and stay as they are.',

  'part.unit': '{layer}, unit {unit}',
  'part.input': 'Input {name}',
  'part.connection': 'Connection from {from} to {to}',
  'part.biasOf': 'Bias of {unit}',
  'part.weight': 'Weight',
  'part.bias': 'Bias',
  'part.noBias': 'This layer has no bias.',
  'part.range': 'Output on the map',
  'part.rangeValue': '{min} to {max}',
  'part.byHand': 'set by hand',
  'part.editHint': 'Click to edit',
  'part.enterUnit': 'Enter: bias and connections',
  'part.enterEdit': 'Enter: edit',
  'part.close': 'Close',
  'part.atStart': 'Changed now, before the first step, it becomes part of the experiment.',
  'part.onTheWay': 'Changed now, on the way, it is marked on the curves; Reset goes back to the start.',
  'part.frozen': 'This layer is frozen: training does not change it.',
  'part.tooManyEdits':
    'At most {max} weights can be set by hand before the first step. Take one step, then set more, or undo an earlier one.',

  'alt.networkShown': '{network} Shown: {part}.',
  'alt.partValue': '{part}: {value}',
  'alt.networkKeys':
    'Arrow keys go from unit to unit. Enter goes into a unit, to its bias and its connections; Enter there opens the number for editing; Escape goes back.',
} as const;
