const OFFICE =
  /你们|贵局|本局|市监|市场监管|监管[所局]|管理所|工商[所局]|12315|窗口|大厅|办事处|\b(?:you|your|the) (?:office|bureau|station|desk)|\byou (?:open|close)\b/
const WHEN_OR_WHERE =
  /(?:上班|下班|办公|工作|营业|服务|对外|接待)(?:的)?时间|几点.{0,4}(?:上班|下班|开门|关门|办公)|(?:上|下)班.{0,2}几点|(?:电话|号码).{0,4}(?:多少|几|是什么|吗|呢|\?)|(?:地址|位置)(?:是|在)?(?:哪|什么|多少|\?|$)|在(?:哪|什么地方)|怎么(?:走|去|过去|联系)|周(?:末|六|日).{0,4}(?:上班|办公|开门)|\b(?:opening|office) hours\b|\bwhat time\b|\bwhere (?:is|are)\b|\b(?:phone|telephone) number\b|\baddress\b/
const LENGTH = 40

/** When the bureau is open, where it is and how to reach it (咨询机构信息): asked in a short message about no matter. */
export const asksForOffice = (lower: string): boolean =>
  lower.length <= LENGTH && OFFICE.test(lower) && WHEN_OR_WHERE.test(lower)
