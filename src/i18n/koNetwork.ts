/** Korean texts of the network's drawing, of the read-out of its parts and of moving and drawing layers anew. */
import type { enNetwork } from './enNetwork';

export const koNetwork: Readonly<Record<keyof typeof enNetwork, string>> = {
  'network.moveLayer': '층 옮기기',
  'network.moveLayerHow':
    '끌어서 옮기거나 Alt와 왼쪽·오른쪽 화살표 키를 누르세요. Enter로 잡은 뒤 화살표 키로 옮기고, Enter로 내려놓고, Escape로 되돌립니다.',
  'network.layerGrabbed': '은닉층 {count}개 중 {number}번째 층을 잡았습니다.',
  'network.layerMoved': '이제 은닉층 {count}개 중 {number}번째입니다.',
  'network.layerDropped': '은닉층 {count}개 중 {number}번째 자리에 내려놓았습니다.',
  'network.layerPutBack': '은닉층 {count}개 중 {number}번째 자리로 되돌렸습니다.',
  'network.reinitialize': '이 층의 가중치 다시 뽑기',
  'network.layerRedrawn': '{layer}: 초기 가중치를 다시 뽑았습니다.',
  'network.perceptronRule': '퍼셉트론 규칙',

  'help.move': '손잡이를 끌면 층의 자리가 바뀌고, 가중치는 새로 뽑힙니다.',
  'help.reinitialize':
    '이 층의 초기 가중치만 다시 뽑습니다. 언제든 할 수 있고, 다른 층의 가중치는 그대로입니다.',
  'help.step':
    '계단 함수는 출력층에서만 고를 수 있습니다. 기울기가 어디서나 0이어서 앞 층에 기울기가 전달되지 않기 때문입니다.',
  'help.perceptronRule':
    '계단 함수 출력은 퍼셉트론 규칙으로 학습합니다. 틀린 점마다 출력층의 가중치가 학습률 × 입력만큼 움직입니다. 앞 층에는 기울기가 전달되지 않아 가중치가 그대로입니다.',

  'part.unit': '{layer}, 뉴런 {unit}',
  'part.input': '입력 {name}',
  'part.connection': '연결: {from} → {to}',
  'part.biasOf': '편향: {unit}',
  'part.weight': '가중치',
  'part.bias': '편향',
  'part.noBias': '이 층에는 편향이 없습니다.',
  'part.range': '그림 안의 출력',
  'part.rangeValue': '{min} ~ {max}',
  'part.byHand': '직접 설정',
  'part.editHint': '클릭하면 편집',
  'part.enterUnit': 'Enter: 편향과 연결',
  'part.enterEdit': 'Enter: 편집',
  'part.close': '닫기',
  'part.atStart': '첫 스텝 전에 바꾸면 실험의 일부가 됩니다.',
  'part.onTheWay': '학습 도중에 바꾸면 곡선에 표시되고, ‘처음부터’를 누르면 시작할 때의 값으로 돌아갑니다.',
  'part.frozen': '고정한 층입니다. 학습해도 바뀌지 않습니다.',
  'part.tooManyEdits':
    '첫 스텝 전에 직접 설정할 수 있는 가중치는 {max}개까지입니다. 한 스텝 학습한 뒤 더 설정하거나, 앞의 설정을 실행 취소하세요.',

  'alt.networkShown': '{network} 보이는 것: {part}.',
  'alt.partValue': '{part}: {value}',
  'alt.networkKeys':
    '화살표 키로 뉴런 사이를 옮겨 다닙니다. Enter를 누르면 뉴런의 편향과 연결로 들어가고, 거기서 Enter를 누르면 값을 편집하며, Escape로 돌아갑니다.',
};
