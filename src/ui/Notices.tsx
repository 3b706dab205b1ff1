/** What has gone wrong and what can be done about it, above the page until it is dismissed. */
import { problemText } from './problemText';
import type { Translate } from '../i18n/translate';
import type { StatusState } from '../store/storeTypes';
import { useStatus, useTranslate } from './AppContext';
import { Icon } from './Icon';

export function Notices() {
  const t = useTranslate();
  const notices = useStatus((status) => status.notices);
  const dismiss = useStatus((status) => status.dismiss);
  return (
    <div className="notices" role="alert">
      {notices.map(({ id, content }) => (
        <div key={id} className="notice" data-notice={content.code}>
          <p>{noticeText(t, content)}</p>
          <button
            type="button"
            className="icon-button"
            aria-label={t('notice.dismiss')}
            onClick={() => dismiss(id)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}

function noticeText(t: Translate, content: StatusState['notices'][number]['content']): string {
  switch (content.code) {
    case 'addressWrong':
      return t('notice.addressWrong', {
        problems: content.problems.map((problem) => problemText(t, problem)).join(' '),
      });
    case 'workerRestarted':
      return t('notice.workerRestarted', { detail: content.detail });
    case 'workerFailed':
      return t('notice.workerFailed', { detail: content.detail });
    default:
      return unknownNotice(content);
  }
}

function unknownNotice(content: never): never {
  throw new RangeError(`unknown notice ${JSON.stringify(content)}`);
}
