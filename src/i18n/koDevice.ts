/** Korean texts of `enDevice.ts`; has to have every key of it to compile. */
import type { enDevice } from './enDevice';

export const koDevice: Readonly<Record<keyof typeof enDevice, string>> = {
  'badge.open': '장치 정보:',

  'device.title': '장치',
  'device.close': '닫기',
  'device.trains': '학습하는 것',
  'device.webgpu': 'WebGPU',
  'device.webgpu.asking': '브라우저에 묻는 중',
  'device.webgpu.ready': '사용 가능',
  'device.webgpu.missing': '사용할 수 없음',
  'device.missing.insecure':
    '브라우저는 https로 열었거나 이 컴퓨터에서 연 페이지에만 WebGPU를 제공합니다. 이 페이지를 https 주소로 여세요.',
  'device.missing.noWebgpu':
    '이 브라우저에는 WebGPU가 없습니다. Chrome과 Edge는 113, Safari는 26, Firefox는 141(Windows)부터 지원합니다. 그때까지는 CPU로 학습합니다: 모든 기능이 작동하며, 큰 신경망은 더 오래 걸립니다.',
  'device.missing.noAdapter':
    '브라우저에 WebGPU가 있지만 어댑터를 얻지 못했습니다. 그래픽 드라이버를 업데이트하고, 브라우저 설정에서 하드웨어 가속을 켠 뒤 브라우저를 다시 시작하세요. 그때까지는 CPU로 학습합니다.',
  'device.missing.noDevice':
    '어댑터는 있지만 열 수 없습니다. GPU를 쓰는 다른 페이지를 닫거나 브라우저를 다시 시작하세요. 그때까지는 CPU로 학습합니다. 브라우저 메시지: {detail}',
  'device.adapter': '어댑터',
  'device.vendor': '제조사',
  'device.architecture': '아키텍처',
  'device.device': '장치 이름',
  'device.description': '설명',
  'device.unnamed': '알려 주지 않음',
  'device.kind': '종류',
  'device.kind.hardware': '하드웨어',
  'device.kind.software': '소프트웨어: GPU가 할 계산을 프로세서가 대신합니다. 결과는 맞지만 훨씬 느립니다.',
  'device.features': '지원 기능',
  'device.features.none': '여기에 필요한 기능은 없음',
  'device.limits': '한도',
  'device.limit.maxBufferSize': '가장 큰 버퍼',
  'device.limit.maxStorageBufferBindingSize': '커널이 보는 가장 큰 버퍼',
  'device.limit.maxComputeWorkgroupStorageSize': '작업 그룹이 공유하는 메모리',
  'device.limit.maxComputeInvocationsPerWorkgroup': '작업 그룹 하나의 호출 수',
  'device.limit.maxComputeWorkgroupsPerDimension': '축 하나의 작업 그룹 수',

  'device.test': '자체 검사',
  'device.test.help':
    'GPU가 두 행렬을 곱하고 작은 층의 기울기를 계산합니다. CPU도 float64로 같은 계산을 하고, 두 결과를 비교합니다.',
  'device.test.run': 'GPU로 계산',
  'device.test.running': 'GPU가 계산하는 중입니다.',
  'device.test.left': '왼쪽 행렬',
  'device.test.right': '오른쪽 행렬',
  'device.test.entry': '{matrix}, {row}행 {column}열',
  'device.test.fromGpu': 'GPU',
  'device.test.expected': '기댓값(CPU)',
  'device.test.product': '두 행렬의 곱',
  'device.test.gradient': 'tanh 뉴런 2개인 층의 기울기: 샘플 4개, 제곱 오차',
  'device.test.parameter': '파라미터',
  'device.test.equal': '반올림 오차 안에서 같습니다. 가장 큰 상대 오차: {error}.',
  'device.test.different': '같지 않습니다. 가장 큰 상대 오차: {error}. 이 GPU의 결과를 믿지 마세요.',
  'device.test.failed': 'GPU로 계산하지 못했습니다. 브라우저 메시지: {detail}',
  'device.test.changed': '그 뒤에 값이 바뀌었습니다.',

  'device.race': 'CPU와 GPU 비교',
  'device.race.help':
    '둘 다 정사각 행렬을 곱합니다: CPU는 자바스크립트로 스레드 하나에서, GPU는 작은 커널로. 메모리의 두 행렬에서 시작해 곱이 메모리에 놓일 때까지의 시간이므로, GPU까지 오가는 시간도 들어갑니다.',
  'device.race.start': '비교 시작',
  'device.race.again': '다시 비교',
  'device.race.cancel': '취소',
  'device.race.pauses': '길어야 10초쯤 걸리며, 그동안 학습을 멈춥니다.',
  'device.race.running': '크기 {size}까지 마쳤습니다.',
  'device.race.starting': '비교를 시작합니다.',
  'device.race.xAxis': '행과 열의 수',
  'device.race.yAxis': '곱 한 번의 시간(ms)',
  'device.race.crossing': '같아지는 크기: 약 {size}',
  'device.race.empty': '아직 비교하지 않았습니다.',
  'device.race.verdict.crossing':
    '{before} × {before}까지는 CPU가, {after} × {after}부터는 GPU가 빠릅니다. 두 선이 만나는 크기: 약 {at}. {size} × {size}에서 GPU {gpu}, CPU {cpu}: {ratio}배 걸립니다.',
  'device.race.verdict.gpuAlways':
    '만나는 점이 없습니다: 측정한 모든 크기에서 GPU가 빠릅니다. {size} × {size}에서 GPU {gpu}, CPU {cpu}: {ratio}배 걸립니다.',
  'device.race.verdict.noCrossing':
    '{size} × {size}까지 만나는 점이 없습니다. 그 크기에서 CPU {cpu}, GPU {gpu}: {ratio}배 걸립니다.',
  'device.race.verdict.tooFew': '둘 다 측정한 크기가 너무 적어 비교할 수 없습니다.',
  'device.race.overhead': '2 × 2 곱도 GPU에서는 {gpu} 걸립니다: 오가는 데 드는 시간입니다. CPU: {cpu}.',
  'device.race.skipped.cpu': 'CPU, 너무 느려 건너뛴 크기: {sizes}.',
  'device.race.skipped.gpu': 'GPU, 너무 느려 건너뛴 크기: {sizes}.',
  'device.race.cancelled': '취소했습니다: 측정한 것만 보입니다.',
  'device.race.wrong':
    '비교를 끝냈습니다: GPU의 곱이 CPU의 곱과 반올림 오차보다 크게 다릅니다. 이 GPU의 결과를 믿지 마세요.',
  'device.race.failed': '비교가 중단되었습니다. 브라우저 메시지: {detail}',
  'device.race.table': '비교한 시간',
  'device.race.size': '크기',
  'device.ms': '{value}ms',
  'device.us': '{value}µs',
  'device.seconds': '{value}초',
  'device.bytes': '{value}바이트',
  'device.kib': '{value}KiB',
  'device.mib': '{value}MiB',
  'device.gib': '{value}GiB',

  'engine.help':
    '학습 스텝을 계산하는 것입니다. 결과는 반올림 오차 안에서 모두 같습니다. 자동: 이 장치에서 가장 빠른 엔진을 씁니다.',

  'notice.restartedAt':
    '학습하던 워커가 멈춰 새 워커로 바꾸었습니다. 마지막으로 저장한 곳에서 이어 갑니다: 에포크 {epoch}. 브라우저 메시지: {detail}',
  'notice.noDetail': '없음',
  'notice.startAgain': '다시 시작',
  'notice.pageFailed':
    '페이지에서 오류가 났습니다: {detail}. 설정은 주소에 남아 있습니다. 이상하게 보이면 페이지를 새로 고치세요.',
  'notice.diverged':
    '에포크 {epoch}에서 학습을 멈췄습니다: 손실이 유한한 수가 아닙니다. {cause} 마지막으로 유한했던 가중치는 그대로 있습니다.',
  'notice.diverged.gradient':
    '짐작되는 원인: 너무 큰 스텝. 학습률 × 가장 큰 기울기 = {move}, 가장 큰 가중치보다 큽니다: {weight}.',
  'notice.diverged.measured':
    '바로 앞에서 잰 값: 가장 큰 기울기 {gradient}, 가장 큰 가중치 {weight}, 학습률 {rate}.',
  'notice.diverged.hopeless':
    '학습률을 3분의 1로 낮춰도 {third}입니다: 더 작은 학습률로 처음부터 하는 편이 확실합니다.',
  'notice.diverged.weight': '짐작되는 원인: 끝없이 커진 가중치. 가장 큰 가중치: {weight}, 학습률: {rate}.',
  'notice.diverged.notMeasured': '기울기도 유한한 수가 아닙니다. 가장 큰 가중치: {weight}, 학습률: {rate}.',
  'notice.diverged.loss':
    '가중치는 아직 유한하지만(가장 큰 값: {weight}) 그 가중치로 계산한 손실은 그렇지 않습니다. 학습률: {rate}.',
  'notice.continueGently': '학습률을 3분의 1로 낮춰 계속',
  'notice.reset': '처음부터',

  'crash.title': '페이지가 멈췄습니다',
  'crash.text':
    '페이지의 일부에서 오류가 나 더 그릴 수 없습니다. 실험은 그대로 있습니다. 다음 주소에 모두 들어 있습니다.',
  'crash.detail': '브라우저 메시지:',
  'crash.reload': '페이지 새로 고침',
  'crash.undo': '마지막 변경을 취소하고 계속',
  'crash.open': '실험 다시 열기',

  'presentation.label': '발표 모드',
  'presentation.hint': '발표 모드: 빔 프로젝터용 큰 글자 (P)',
  'fold.data.hide': '데이터와 입력 접기',
  'fold.data.show': '데이터와 입력 펼치기',
  'fold.output.hide': '출력 접기',
  'fold.output.show': '출력 펼치기',
  'fold.data.name': '데이터와 입력',
  'fold.output.name': '출력',
  'fold.hint': '{action} ({key})',

  'shortcuts.presentation': '발표 모드: 큰 글자',
  'shortcuts.foldData': '데이터와 입력 접기 또는 펼치기',
  'shortcuts.foldOutput': '출력 접기 또는 펼치기',
  'shortcuts.device': '장치 정보',
  'shortcuts.page': '숫자에서: 열 단계',
  'shortcuts.ends': '숫자와 슬라이더에서: 최솟값과 최댓값',
  'shortcuts.enter': '입력한 값 적용',
  'shortcuts.tab': '다음 컨트롤로, 이전 컨트롤로',
  'shortcuts.group.run': '학습',
  'shortcuts.group.page': '페이지',
  'shortcuts.group.control': '컨트롤에서',
};
