/** No answer of a model is kept before it is checked: what it says must stand in the articles it was shown. */
import { t } from '../../../content/messages/index.ts'
import { faultOf } from '../advice/check-words.ts'
import type { Step } from './work.ts'

export const check: Step = {
  name: 'check',
  does: 'believes a model’s explanation only where every sentence rests on a source; otherwise the fixed answer stays',
  always: true,
  run: (work) => {
    const { explained, answer, turn } = work
    if (!explained || !answer) return
    const { phone } = work.ports.content.bureau
    work.fault = faultOf(explained, {
      question: work.message,
      numbers: [phone, '12345', '12315', '110', '119', '120', '122'],
    })
    if (work.fault) return
    const cited = explained.sources.filter((_, at) => explained.text.includes(`[${at + 1}]`))
    const sources = cited.map(
      ({ citation }) =>
        `[${explained.sources.findIndex((each) => each.citation === citation) + 1}]《${citation.law}》${citation.label}`,
    )
    work.answer = {
      ...answer,
      words: 'model',
      citations: cited.map(({ citation }) => citation),
      reply: [
        ...answer.notices.map(({ text }) => text),
        t(turn.locale, 'assistant.answer.byModel'),
        explained.text.trim(),
        sources.join('\n'),
        t(turn.locale, 'assistant.answer.more'),
      ].join('\n'),
    }
  },
}
