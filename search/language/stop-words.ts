/** Words that say nothing about the matter. Never a word that carries law, such as 不 or 应当. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `的 了 吗 呢 啊 吧 呀 嘛 哦 是 在 和 与 及 或 者 我 你 您 他 她 它 我们 你们 他们 这 那 这个 那个 这样 那样 这种 那种
   一个 一下 一些 有 就 也 都 还 又 被 把 给 让 对 对于 从 到 向 为 为了 以 于 其 之 而 但 但是 因为 所以 如果 的话
   什么 怎么 怎样 怎么办 如何 为什么 哪些 哪个 哪里 谁 几 多少 能 能否 可以 会 要 想 请问 请 问 应该 是否 是不是
   算 算不算 吗 呀 啦 着 过 里 上 下 中 后 前 时 个 家 很 太 最 更 没 说 去 来 做 弄 用 the a an of to in is are and or for
   what how can do does i my me you it on`
    .split(/\s+/)
    .filter(Boolean),
)
