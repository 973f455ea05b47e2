/**
 * Words of Cantonese, Wu, Shandong, Sichuan and the Northeast as the standard language has them, letter for letter, so that a
 * span stays where it is. For reading only; nobody is shown the result.
 */
const WORDS: readonly (readonly [said: string, standard: string])[] = [
  ['而家', '现在'],
  ['依家', '现在'],
  ['呢度', '这里'],
  ['嗰度', '那里'],
  ['边度', '哪里'],
  ['细路', '小孩'],
  ['老豆', '老爸'],
  ['唔郁', '不动'],
  ['唔见', '不见'],
  ['落去', '下去'],
  ['上嚟', '上来'],
  ['点算', '咋办'],
  ['莫得', '没有'],
  ['没得', '没有'],
  ['木有', '没有'],
  ['啷个', '怎么'],
  ['娃儿', '孩子'],
  ['幺儿', '孩子'],
  ['阿拉', '我们'],
  ['入面', '里面'],
  ['仲有', '还有'],
  ['仲喺', '还在'],
  ['仲系', '还是'],
  ['仲未', '还没'],
  ['仲困', '还困'],
  ['个仔', '孩子'],
  ['阿仔', '儿子'],
  ['阿嫲', '奶奶'],
  ['抖气', '喘气'],
  ['哽咗', '噎了'],
  ['烧紧', '烧着'],
  ['流紧', '流着'],
  ['企喺', '站在'],
  ['斩人', '砍人'],
  ['斩死', '砍死'],
  ['斩我', '砍我'],
]
const LETTERS = new Map(
  Object.entries({
    唔: '不',
    冇: '没',
    喺: '在',
    嘅: '的',
    佢: '他',
    咗: '了',
    搵: '找',
    嚟: '来',
    俾: '给',
    畀: '给',
    睇: '看',
    哋: '们',
    啲: '些',
    瞓: '睡',
    揸: '拿',
    攞: '拿',
    嗌: '喊',
    喇: '了',
    俺: '我',
    勿: '不',
    伊: '他',
    侬: '你',
    恁: '你',
    搿: '这',
  }),
)
const LETTER = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'g')
const WORD = new RegExp(WORDS.map(([said]) => said).join('|'), 'g')
const STANDARD = new Map(WORDS)

/** The text with its dialect words in the standard language; as long as before. */
export const inStandard = (lower: string): string =>
  lower.replace(WORD, (said) => STANDARD.get(said) ?? said).replace(LETTER, (said) => LETTERS.get(said) ?? said)
