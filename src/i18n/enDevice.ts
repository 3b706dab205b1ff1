/** English texts of the device panel, of what goes wrong, and of the page's own switches. */

export const enDevice = {
  'badge.open': 'About the device:',

  'device.title': 'Device',
  'device.close': 'Close',
  'device.trains': 'What trains',
  'device.webgpu': 'WebGPU',
  'device.webgpu.asking': 'asking the browser',
  'device.webgpu.ready': 'available',
  'device.webgpu.missing': 'not available',
  'device.missing.insecure':
    'Browsers offer WebGPU only on pages that were loaded over https or from this machine. Open this page by its https address.',
  'device.missing.noWebgpu':
    'This browser has no WebGPU. Chrome and Edge from version 113, Safari from 26 and Firefox from 141 (Windows) have it. Until then the CPU trains: everything works, large networks take longer.',
  'device.missing.noAdapter':
    'The browser has WebGPU but gives no adapter. Update the graphics driver, switch on hardware acceleration in the browser’s settings, then restart the browser. Until then the CPU trains.',
  'device.missing.noDevice':
    'There is an adapter, but it could not be opened. Close other pages that use the GPU, or restart the browser. Until then the CPU trains. What the browser says: {detail}',
  'device.adapter': 'adapter',
  'device.vendor': 'vendor',
  'device.architecture': 'architecture',
  'device.device': 'device',
  'device.description': 'description',
  'device.unnamed': 'not told',
  'device.kind': 'kind',
  'device.kind.hardware': 'hardware',
  'device.kind.software':
    'software: the processor computes what a GPU would. Correct, but many times slower.',
  'device.features': 'abilities',
  'device.features.none': 'none of those that matter here',
  'device.limits': 'Limits',
  'device.limit.maxBufferSize': 'largest buffer',
  'device.limit.maxStorageBufferBindingSize': 'largest buffer that a kernel sees',
  'device.limit.maxComputeWorkgroupStorageSize': 'memory shared by a workgroup',
  'device.limit.maxComputeInvocationsPerWorkgroup': 'invocations in a workgroup',
  'device.limit.maxComputeWorkgroupsPerDimension': 'workgroups along an axis',

  'device.test': 'Self-test',
  'device.test.help':
    'The GPU multiplies the two matrices and computes the gradient of a small layer. The CPU does the same in float64, and the two are compared.',
  'device.test.run': 'Compute on the GPU',
  'device.test.running': 'The GPU computes.',
  'device.test.left': 'Left matrix',
  'device.test.right': 'Right matrix',
  'device.test.entry': '{matrix}, row {row}, column {column}',
  'device.test.fromGpu': 'GPU',
  'device.test.expected': 'Expected (CPU)',
  'device.test.product': 'Product of the matrices',
  'device.test.gradient': 'Gradient of a layer with 2 tanh units, 4 samples, squared error',
  'device.test.parameter': 'parameter',
  'device.test.equal': 'Equal up to rounding: largest relative difference {error}.',
  'device.test.different':
    'Not equal: largest relative difference {error}. Do not trust results of this GPU.',
  'device.test.failed': 'The GPU could not compute it. What the browser says: {detail}',
  'device.test.changed': 'The entries were changed since.',

  'device.race': 'CPU against GPU',
  'device.race.help':
    'Both multiply square matrices: the CPU in JavaScript on one thread, the GPU by a small kernel. The time runs from two matrices in memory to their product in memory, so the way to the GPU and back counts.',
  'device.race.start': 'Start the race',
  'device.race.again': 'Race again',
  'device.race.cancel': 'Cancel',
  'device.race.pauses': 'Takes at most about ten seconds; training pauses meanwhile.',
  'device.race.running': 'Size {size} is done.',
  'device.race.starting': 'The race begins.',
  'device.race.xAxis': 'rows and columns',
  'device.race.yAxis': 'ms a product',
  'device.race.crossing': 'equal at about {size}',
  'device.race.empty': 'Not raced yet.',
  'device.race.verdict.crossing':
    'Up to {before} × {before} the CPU is faster, from {after} × {after} on the GPU; the lines cross at about {at}. At {size} × {size} the GPU needs {gpu}, the CPU {cpu}: {ratio} times as long.',
  'device.race.verdict.gpuAlways':
    'No crossing point: the GPU is faster at every size measured. At {size} × {size} it needs {gpu}, the CPU {cpu}: {ratio} times as long.',
  'device.race.verdict.noCrossing':
    'No crossing point up to {size} × {size}: there the CPU needs {cpu}, the GPU {gpu}: {ratio} times as long.',
  'device.race.verdict.tooFew': 'Too few sizes were measured on both to compare them.',
  'device.race.overhead':
    'Even a 2 × 2 product takes the GPU {gpu}: that is the way there and back. The CPU needs {cpu}.',
  'device.race.skipped.cpu': 'CPU, left out as too slow: {sizes}.',
  'device.race.skipped.gpu': 'GPU, left out as too slow: {sizes}.',
  'device.race.cancelled': 'Cancelled: only what was measured is shown.',
  'device.race.wrong':
    'The race was ended: a product of the GPU differs from the CPU’s by more than rounding. Do not trust results of this GPU.',
  'device.race.failed': 'The race broke off. What the browser says: {detail}',
  'device.race.table': 'Times of the race',
  'device.race.size': 'size',
  'device.ms': '{value} ms',
  'device.us': '{value} µs',
  'device.seconds': '{value} s',
  'device.bytes': '{value} bytes',
  'device.kib': '{value} KiB',
  'device.mib': '{value} MiB',
  'device.gib': '{value} GiB',

  'engine.help':
    'What computes the training steps. All engines give the same results up to rounding; Automatic takes the fastest that this device runs.',

  'notice.restartedAt':
    'The worker that trains has died and was replaced; the run goes on from epoch {epoch}, where it was last saved. What the browser says: {detail}',
  'notice.noDetail': 'nothing',
  'notice.startAgain': 'Start it again',
  'notice.pageFailed':
    'Something in the page has failed: {detail}. The settings are kept in the address; if something looks wrong, reload the page.',
  'notice.diverged':
    'Training stopped at epoch {epoch}: the loss is not a finite number any more. {cause} The last finite weights are kept.',
  'notice.diverged.gradient':
    'Likely cause: steps that are too large. Learning rate × largest gradient = {move}, more than the largest weight, {weight}.',
  'notice.diverged.measured':
    'Measured just before: largest gradient {gradient}, largest weight {weight}, learning rate {rate}.',
  'notice.diverged.hopeless':
    'At a third of the rate that would still be {third}: Reset with a smaller rate is surer.',
  'notice.diverged.weight':
    'Likely cause: weights that grew without limit. The largest was {weight}, at learning rate {rate}.',
  'notice.diverged.notMeasured':
    'The gradient was not finite either; the largest weight was {weight}, at learning rate {rate}.',
  'notice.diverged.loss':
    'The weights are still finite (largest {weight}), but the loss computed with them is not. Learning rate: {rate}.',
  'notice.continueGently': 'Continue with a third of the rate',
  'notice.reset': 'Reset',

  'crash.title': 'The page has stopped',
  'crash.text':
    'Part of the page threw an error and could not be drawn any more. Nothing of your Experiment is lost: it is in this address.',
  'crash.detail': 'What the browser says:',
  'crash.reload': 'Reload the page',
  'crash.undo': 'Undo the last change and go on',
  'crash.open': 'Open the Experiment again',

  'presentation.label': 'Presentation',
  'presentation.hint': 'Presentation: large type, for a projector (P)',
  'fold.data.hide': 'Fold data and inputs',
  'fold.data.show': 'Unfold data and inputs',
  'fold.output.hide': 'Fold the output',
  'fold.output.show': 'Unfold the output',
  'fold.data.name': 'Data and inputs',
  'fold.output.name': 'Output',
  'fold.hint': '{action} ({key})',

  'shortcuts.presentation': 'Presentation: large type',
  'shortcuts.foldData': 'Fold or unfold data and inputs',
  'shortcuts.foldOutput': 'Fold or unfold the output',
  'shortcuts.device': 'About the device',
  'shortcuts.page': 'In a number: ten steps',
  'shortcuts.ends': 'In a number or on a slider: least and most',
  'shortcuts.enter': 'Take what was typed',
  'shortcuts.tab': 'To the next control, and back',
  'shortcuts.group.run': 'Training',
  'shortcuts.group.page': 'Page',
  'shortcuts.group.control': 'In a control',
} as const;
