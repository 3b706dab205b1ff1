/** What has gone wrong and what can be done about it, under the bar until it is dismissed or over; it covers, and moves nothing. */
import type { Translate } from '../i18n/translate';
import type { StatusState } from '../store/storeTypes';
import { useServices, useStatus, useTranslate } from './AppContext';
import { DivergedNotice } from './DivergedNotice';
import { Icon } from './Icon';
import { Notice } from './Notice';
import { problemText } from './problemText';

type Content = StatusState['notices'][number]['content'];

export function Notices() {
  const t = useTranslate();
  const { run } = useServices();
  const notices = useStatus((status) => status.notices);
  const dismiss = useStatus((status) => status.dismiss);
  return (
    <div className="notices">
      <div className="notices-stack" role="alert">
        <DivergedNotice />
        {notices.map(({ id, content }) => (
          <Notice key={id} code={content.code} text={noticeText(t, content)}>
            {content.code === 'workerFailed' ? (
              <button type="button" className="button" onClick={run.pause}>
                {t('notice.startAgain')}
              </button>
            ) : null}
            <button
              type="button"
              className="icon-button"
              aria-label={t('notice.dismiss')}
              onClick={() => dismiss(id)}
            >
              <Icon name="close" />
            </button>
          </Notice>
        ))}
      </div>
    </div>
  );
}

function noticeText(t: Translate, content: Content): string {
  switch (content.code) {
    case 'addressWrong':
      return t('notice.addressWrong', {
        problems: content.problems.map((problem) => problemText(t, problem)).join(' '),
      });
    case 'workerRestarted': {
      const detail = content.detail || t('notice.noDetail');
      return content.epoch === null
        ? t('notice.workerRestarted', { detail })
        : t('notice.restartedAt', { detail, epoch: content.epoch });
    }
    case 'workerFailed':
      return t('notice.workerFailed', { detail: content.detail || t('notice.noDetail') });
    case 'pageFailed':
      return t('notice.pageFailed', { detail: content.detail });
    default:
      return unknownNotice(content);
  }
}

function unknownNotice(content: never): never {
  throw new RangeError(`unknown notice ${JSON.stringify(content)}`);
}
