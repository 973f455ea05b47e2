/** Notices of the rules in the reader's words. */
import { t } from '../../../content/messages/index.ts'
import type { Content } from '../../../content/schema.ts'
import type { Understanding } from '../local/understand.ts'
import type { Notice } from '../model.ts'

export function noticeOf(content: Content, locale: 'zh' | 'en', notice: Understanding['notices'][number]): Notice {
  switch (notice.code) {
    case 'emergency': {
      const rule = content.emergencies.find((each) => each.id === notice.id)
      return { code: 'emergency', text: rule?.text[locale] ?? '', ...(rule ? { number: rule.number } : {}) }
    }
    case 'other-body': {
      const other = content.otherBodies.find((each) => each.id === notice.id)
      if (!other) return { code: 'other-body', text: '' }
      const { body, matter, phone, advice } = other
      const said = { body: body[locale], matter: matter[locale], phone, advice: advice[locale] }
      return { code: 'other-body', text: t(locale, 'assistant.otherBody', said), number: phone }
    }
    default:
      return { code: notice.code, text: t(locale, `assistant.notice.${notice.code}`) }
  }
}
