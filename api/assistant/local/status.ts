/** A wish to see how a ticket stands (查询进度). */
export interface StatusQuery {
  /** Ticket number (工单编号): prefix, day and six digits. */
  readonly number?: string
  /** Query code (查询码) given with the receipt. */
  readonly code?: string
}

const NUMBER = /(?<![0-9a-z])([a-z]{2,6})\s?-?\s?(20\d{6})\s?-?\s?(\d{6})(?!\d)/i
const CODE =
  /(?:查询码|验证码|取件码|密码|query[- ]?code|code)(?:是|为|:|\s|is){0,4}([0-9A-Za-z]{4,8}(?:-[0-9A-Za-z]{2,8}){0,4})/i
const ASKS =
  /(?:查|看|问|了解|跟踪)(?:一下|下|看|看看|询|问)?.{0,10}(?:进度|进展|工单|单子|办理情况|处理情况|处理结果|到哪一步)|(?:我的?|之前的?|上次的?|提交的?|那个|上周的?).{0,6}(?:投诉|举报|工单|单子|诉求|反映的.{0,4}).{0,10}(?:怎么样了|怎样了|到哪|进度|进展|结果|受理了吗|受理了没|处理了吗|处理了没|有消息|办完|回复了吗|为什么还没|还没(?:处理|回复|结果))|(?:进度|进展|处理结果)(?:怎么样|如何|查询|呢|\?)|(?:查|查询)(?:我的?)?(?:投诉|举报|工单)|(?:我的?|之前的?|上次的?|这个)(?:投诉|举报|工单|单子|诉求).{0,4}(?:为什么|为何|怎么|还)(?:没|不|被|还).{0,8}(?:处理|受理|回复|结果|消息|动静|人理|人管|终止|退回)|为(?:什么|何)我的?(?:投诉|举报|工单|诉求).{0,6}(?:被|没|不|还)|(?:投诉|举报|反映)(?:过|了).{0,12}(?:怎么|为什么|为何|到现在|一直|至今|还是?|都)(?:还|都|也|没|是)*(?:没|无|不)(?:有)?(?:人)?(?:处理|受理|回复|答复|结果|消息|动静|理我|管|解决)|\b(?:status|progress) of (?:my|the)|\btrack (?:my|the)|what happened (?:to|with) my (?:complaint|report|ticket)|any (?:news|update) (?:on|about) my/

/** Reads a status question; undefined when the message is none. */
export const statusQuery = (text: string, lower: string): StatusQuery | undefined => {
  const number = NUMBER.exec(text)
  const code = number === null && !ASKS.test(lower) ? null : CODE.exec(text)
  if (number === null && !ASKS.test(lower)) return undefined
  return {
    ...(number === null ? {} : { number: `${number[1] ?? ''}${number[2] ?? ''}${number[3] ?? ''}`.toUpperCase() }),
    ...(code?.[1] === undefined ? {} : { code: code[1] }),
  }
}
