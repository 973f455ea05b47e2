import type { Language } from './types.ts'

const INJECTION =
  /(?:忽略|无视|忘记|忘掉|绕过)(?:你)?(?:之前|以上|上面|前面|所有|全部|一切|你的)?(?:的)?(?:所有|全部)?.{0,4}(?:指令|提示词?|规则|设定|限制)|(?:你现在是|你的新身份|扮演|假装你是|切换到).{0,12}(?:管理员|开发者|系统|模式|root|admin|没有限制)|(?:输出|显示|告诉我|打印|泄露).{0,8}(?:系统提示|提示词|system prompt|内部指令)|ignore (?:all |any )?(?:the )?(?:previous|above|prior|earlier) (?:instructions?|prompts?|rules?)|system prompt|developer mode|jailbreak|<\|im_(?:start|end)\|>|\[\/?inst\]|you are now (?:a|an|the|in)\b/

/** Signs of an attempt to steer a model (提示注入). The text stays plain data; the caller only tells a person about it. */
export const looksLikeInjection = (lower: string): boolean => INJECTION.test(lower)

const HUMAN =
  /(?:转|找|要|接|换|叫|有没有|我想和|我要跟|联系)(?:个|一个|一下|到)?(?:人工|真人|活人|客服人员|工作人员(?:说话|接听|通话))|^人工[客服务坐席]*[。!]?$|人工(?:客服|服务|坐席|台)|(?:talk|speak|chat) (?:to|with) (?:a |an |some)?(?:human|person|agent|someone|real|staff|operator)|(?:real|live) (?:person|agent|human)|human (?:agent|please|being)/

/** The person wants to talk to a human (转人工): always granted. */
export const wantsHuman = (lower: string): boolean => HUMAN.test(lower)

/** Language of the conversation: the newest message with enough letters decides, else the page. */
export const languageOf = (messages: readonly string[], locale?: string): Language => {
  for (const message of [...messages].reverse()) {
    const sample = message.slice(0, 2000)
    const han = sample.match(/[\u3400-\u9fff]/g)?.length ?? 0
    const latin = sample.match(/[A-Za-z]{2,}/g)?.length ?? 0
    if (han > 0 && han * 2 >= latin) return 'zh'
    if (latin >= 2) return 'en'
  }
  return locale?.toLowerCase().startsWith('en') === true ? 'en' : 'zh'
}
