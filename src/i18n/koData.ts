/** Korean texts of `enData.ts`; has to have every key of it to compile. */
import type { enData } from './enData';

export const koData: Readonly<Record<keyof typeof enData, string>> = {
  'data.gates': '논리 게이트',
  'data.gateNote':
    '게이트: 0과 1로 나타낸 고정된 점 4개를 훈련과 검증에 함께 씁니다. 노이즈, 샘플 수, 훈련 비율은 적용되지 않습니다.',
  'help.gates':
    '게이트의 점 4개는 0과 1에 있으며 축도 따로 씁니다. 점마다 맞았는지는 결정 경계 옆 진리표에 나옵니다.',

  'truth.caption': '진리표',
  'truth.target': '목푯값',
  'truth.output': '출력',
  'truth.verdict': '판정',
  'truth.right': '맞음',
  'truth.wrong': '틀림',
  'truth.score': '{all}개 중 {right}개 맞음',

  'output.unitTitle': '은닉층 {layer}, 뉴런 {unit}',
  'output.cursor': '결정 경계 위의 커서: 화살표 키로 이동, Shift와 함께 누르면 더 멀리, Esc로 지움',
  'output.cursorHint': '클릭하거나 화살표 키를 누르면 그 자리의 좌표와 출력이 나옵니다',
  'output.place': 'x₁ {x1}, x₂ {x2}',
  'output.value.probability': '확률 {value}, 클래스 {class}',
  'output.value.prediction': '출력 {value}, 클래스 {class}',
  'output.value.unit': '출력 {value}',
  'output.nearest.train': '훈련 점: 클래스 {class}, {verdict}',
  'output.nearest.validation': '검증 점: 클래스 {class}, {verdict}',

  'weights.choose': '표시할 층',
  'weights.all': '모든 층',
  'weights.bin.one': '{layer}: {from} ~ {to}, 가중치 1개',
  'weights.bin.many': '{layer}: {from} ~ {to}, 가중치 {count}개',
  'weights.hint': '화살표 키로 막대를 읽습니다',

  'finding.divergedMeasured':
    '발산: 에포크 {epoch} 이후 {what} 유한한 수가 아니어서 학습을 멈췄습니다. 마지막 측정값: 학습률 {rate}, 가장 큰 기울기 {gradient}, 가장 큰 가중치 {weight}. 학습률을 낮추면 대개 나아집니다.',
  'finding.diverged.loss': '손실이',
  'finding.diverged.parameters': '가중치가',
  'finding.diverged.noGradient': '표현할 수 없이 큼',
  'finding.allFrozen': '모든 층이 고정되어 있어 아무것도 학습하지 않습니다.',
  'finding.symmetric':
    '은닉층 {layer}: 뉴런 {units}개의 가중치가 모두 같아 똑같이 계산하고 똑같이 학습합니다.',
  'finding.symmetricZeros':
    '은닉층 {layer}: 뉴런 {units}개의 가중치가 모두 같아 똑같이 계산하고 똑같이 학습합니다. 원인은 ‘모두 0’ 초기화입니다.',
  'finding.solvedOf':
    '검증 정확도: {accuracy}, 노이즈가 허용하는 정확도: {best}. 해결을 처음 확인한 에포크: {epoch}.',
  'finding.bestReached':
    '노이즈가 허용하는 만큼 정확합니다({best}). 검증 정확도: {accuracy}. 처음 확인한 에포크: {epoch}.',
  'finding.plateau': '훈련 손실이 멈춰 있습니다: 에포크 {since}에서 {from}, 에포크 {epoch}에서 {now}.',

  'detail.deadLayer':
    '은닉층 {layer}: ReLU 뉴런 {units}개 모두 훈련 점마다 0입니다(죽은 ReLU). 기울기가 전달되지 않습니다.',
  'detail.deadUnits':
    '은닉층 {layer}: ReLU 뉴런 {units}개 중 {dead}개가 죽었습니다. 모든 훈련 점에서 0입니다.',
  'detail.vanishing':
    '기울기 소실: 가중치당 기울기(제곱 평균 제곱근)가 은닉층 1에서는 출력층의 1/{ratio}입니다.',
  'detail.saturated': '은닉층 {layer} 포화: 끝값에서 0.01 안에 있는 출력의 비율 {share}.',
  'detail.perceptron': '퍼셉트론 규칙으로 학습합니다: 답이 틀릴 때만 가중치가 바뀝니다.',
  'detail.without': '은닉층 {layer}의 뉴런 {unit} 없이는 훈련 정확도가 {accuracy}일 것입니다.',
  'detail.withoutAny': '어느 뉴런 하나가 없어도 훈련 정확도는 {accuracy} 이상입니다.',

  'alt.unitMap': '평면 위 은닉층 {layer}, 뉴런 {unit}의 출력: {min} ~ {max}.',
};
