/** Wording that tells what a person wants. Language knowledge, not bureau content. */

/** 投诉 said as a wish, not as a topic. */
export const COMPLAINT_WORD =
  /投诉(?!的?(?:处理|结果|记录|页面|功能|表)|.{0,3}(?:有没有|有什么|能不能|可不可以)|电话|热线|渠道|方式|流程|怎么|需要|要多久|多久|举报(?:处理|电话|平台|中心)|处理办法|吗|期限|时限|无门|率|量|科|中心)|维权(?!日|意识|知识)|\b(?:file|make|lodge) a complaint|\bcomplain(?:t)?\b(?! form| page)/

/** 举报 said as a wish, not as a topic. */
export const REPORT_WORD =
  /举报(?!.{0,3}(?:有没有|有什么|能不能|可不可以|需要什么)|电话|热线|渠道|方式|流程|怎么|需要|多久|奖励|有奖|处理|吗|平台)|检举|揭发|\b(?:want|like|need) to report\b|\breport(?:ing)? (?:a|an|this|that|the|anonymously)\b/

/** A complaint denied. */
export const NOT_COMPLAINT = /(?:不是|不想|不要|没有?|并非|不打算|别)(?:要|来|想)?(?:投诉|complain)/

/** Wants the shop looked into or punished. */
export const PUNISH =
  /查处|查封|严查|彻查|严惩|惩处|处罚(?:他|它|商家|店|这)|(?:要求|希望|请|应该|必须|建议)(?:你们|依法|严肃|有关部门)?.{0,6}(?:处罚|罚款)|罚(?:他|死|款他|这家)|吊销|取缔|端掉|关停|停业整顿|(?:管|查|治)一?(?:管|查|治)(?:他|这|它)|去查|来查|查查|曝光他|追究.{0,6}责任|shut (?:it|them|this) down|punish|fine (?:them|him|the)|investigate/

/** A breach that touches everybody. */
export const PUBLIC_WRONG =
  /(?:卖|销售|使用|贩卖|生产|经营|出售|制售).{0,8}(?:假|过期|临期|变质|三无|劣质|发霉|病死|地沟油|伪劣|冒牌|高仿|山寨)|无证经营|无照经营|无证无照|黑作坊|没有?.{0,3}(?:营业)?(?:执照|许可证|健康证)|传销|地沟油|改(?:生产)?日期|涂改日期|偷工减料|造假|冒充|缺斤短两|短斤缺两|虚假(?:广告|宣传)|selling (?:fake|expired|counterfeit)|without a licen[cs]e|unlicen[cs]ed|pyramid/

/** Something went wrong between the person and a shop. */
export const DISPUTE =
  /不给|不肯|不予|不理|拒绝?|不退|不换|不修|不赔|不认|不承认|不负责|不处理|不解决|多收|乱收|多扣|多付|骗|坑|宰|假货|假的|坏了|坏掉|坏的|过期|变质|发霉|馊|吃出|拉肚子|腹泻|吐了|呕吐|中毒|过敏|关门|跑路|失联|倒闭|联系不上|推诿|推脱|没来|没送|没人理|打水漂|不能取消|结果一看|没给|不开发票|不让|不接|没到|拖|没做|没装|没消息|扯皮|强制|欺诈|欺骗|缺斤|少给|少找|少两|缺两|异物|卫生脏|不够|不一样|不一致|不符|质量(?:问题|差|太差|不好)|没写|受伤|烫伤|摔|漏|裂|掉色|虚假|忽悠|态度(?:差|恶劣|很差)|黑心|太黑|没到货|不发货|没收到|发错|少发|破损|差价|涨价|加价|overcharg|refus|broke|broken|fake|expired|closed down|cheat|scam|rip(?:ped)? off|defective|won't|sick|never arrived|wrong|extra|hidden|no licen[cs]e|does not|do not|cannot|will not|forbids|vanished|ruined|rude|turned out|without|past its|short-circuit|crash|sold as|not shipped|does nothing|fly in|got my number|less than|tariff|造谣|被.{0,8}卖|不消毒|没有(?:变化|效果|证)|刷脸|授权|治(?:糖尿病|高血压|癌)|cures/

/** Somebody bought, paid, ate or joined. */
export const BOUGHT =
  /(?:我|俺|咱|妈|爸|老人|孩子|老公|老婆|朋友|家人|奶奶|爷爷|女儿|儿子)?.{0,6}(?:买了|买的|购买了|购买的|买到|下单|花了|定了|付了|充了|充值|办了|办的|交了|订了|订的|点了|点的|吃了|吃饭|吃到|吃出|喝了|消费|住了|报了|报名|网购|团购|收到货|结账)|\bi (?:bought|paid|ordered|ate|had|spent|purchased|joined|booked)\b|\bwe (?:ate|paid|had|ordered)\b|\bbought\b|charged (?:me|us)|my (?:membership|order)/

/** A question. */
export const QUESTION =
  /吗|么\?|呢\?|\?|怎么(?!回事|这|不|能|可以|还|会)|如何|是否|能不能|可不可以|可以.{0,12}吗|多久|多少(?:天|钱|时间)|(?:标准|比例|金额|期限|时限|费用?|电话|地址|号码|罚款?|赔偿?)(?:是|有|要|得|能|可以|大概|一般)*(?:多少|什么|多久|几)|哪里|哪儿|在哪|什么(?:措施|办法|说法|政策|行动|材料|手续|条件|时候|规定|意思|是|样)|有没有规定|请问|咨询|想问|问一下|合法吗|算不算|是不是|对不对|要不要|管不管.{0,8}$|赔多少|多长时间|区别|流程|合理吗|了解一下|怎么(?:赔|举报|投诉|维权|办理|处理|算|退)|几天|几点|有没有.{1,6}(?:啊|呀|呢|么|$)|^(?:how|what|where|when|which|who|can|could|may|is|are|do|does|should)\b|[.,!] (?:how|what|where|which|can i|could|may|is it|do i)\b|\bhow (?:to|do|can|long|much|many)\b|\bwhat (?:documents|licen[cs]e|is|are|do)\b|\bwhich licen[cs]e\b/

/** A question about rules, not about a case. */
export const HYPOTHETICAL =
  /如果|假如|要是|一般|通常|法律|规定|是否合法|合法吗|违法吗|算不算|商家(?:可以|能|有权)|if (?:a|the|i)|is it legal|may (?:a|they|the)|allowed to/

/** Wants to open, register or change a business. */
export const LICENCE =
  /(?:办|办理|申请|申办|注册|登记|变更|注销|换发?|补办|补领|延续|申领|年审)(?:一?个|一?张|了)?.{0,8}(?:营业执照|执照|许可证|公司|个体户|个体工商户|备案|食品经营|小餐饮|小作坊|名称|法人|法定代表人|经营范围|住所|股东|分公司|合作社)|(?:营业执照|许可证|执照|备案凭证|公司名称|经营范围|法人|法定代表人)(?:的)?.{0,4}(?:怎么|如何|办理|变更|注销|丢了|遗失|到期|补办|年检|申请|需要|在哪|换)|(?:工商|企业|个体户?)?年报(?!告)|(?:登记证|健康证|许可证).{0,4}(?:怎么|如何|在哪|办)|开(?!发|车|锁|户|门|药|庭|学|具|通|票|会|证明|个(?:发票|证明))[^，,。;?!]{1,8}(?:需要|要|得)(?:办理?|有|准备)?.{0,3}(?:什么|哪些|啥)(?:证|手续|执照|资质)|开(?:店|公司|工厂|餐馆|饭店|超市|药店|网店)(?:都|一般)?(?:需要|要|得).{0,4}(?:什么|哪些|啥)|开(?:一?家|一?个|间).{0,8}(?:店|馆|厅|超市|公司|作坊).{0,10}(?:要不要|需要|要什么|怎么|手续)|(?:想|要|准备|打算|计划|怎么|我)(?:自己|跟朋友|和朋友|在.{1,12})?(?:新)?开(?:一?家|一?个|间|办)?.{0,8}(?:店|公司|餐馆|饭馆|饭店|超市|工厂|作坊|餐厅|工作室|药房|幼儿园|民宿|烧烤摊)|(?:open|start|register|set up) (?:a|my|an).{0,24}(?:shop|company|restaurant|business|store|cafe)|(?:business|food) licen[cs]e|annual report/

/** Speaks of somebody else’s missing licence. */
export const NOT_LICENCE =
  /身份证.{0,6}(?:注册|登记)|冒用|冒名|\bno (?:business )?licen|没有?.{0,4}(?:营业)?(?:执照|许可证)|无证|无照|不亮照|without a/

/** A suggestion. */
export const SUGGEST =
  /(?<!医生|店员|导购|客服|朋友|销售|老师|零售)建议(?!零售价|售价|我买|我们?换|我换)|(?:希望|恳请|盼望)(?:你们|贵局|政府|部门|有关部门|相关部门|市场监管|监管部门|市监局|能够?(?:加强|增加|完善|增设|延长))|提(?:一?个|一点|些|条|几点)?(?:意见|建议)|能不能(?:多|增设|加强|开通|延长|增加)|\bsuggest(?:ion)?\b|\bit would be (?:good|nice|better) if\b/

/** Praise of officers or staff. */
export const PRAISE =
  /表扬|点赞|(?:谢谢|感谢).{0,12}(?:解决了|处理好了|要回来)|点个赞|锦旗|(?:感谢|谢谢|多谢|感激).{0,24}(?:工作人员|同志|监管所|市场监管|市监|你们(?:局|所|的|帮)|办事员|老师|窗口|小(?:王|李|张|刘|陈|赵|孙)|帮我|帮助|认真|耐心|热情)|(?:工作人员|窗口|办事员|同志).{0,16}(?:态度(?:很|特别|非常)?好|热情|耐心|负责|专业|效率高)|\b(?:praise|commend|compliment)\b|thank.{0,30}(?:officer|staff|bureau|clerk)/

/** A call for help. */
export const HELP = /求助|帮帮|帮忙|帮我|请帮|需要(?:你们)?(?:的)?帮助|谁能帮|怎么办|协调|\bhelp\b/

/** Contentment. */
export const HAPPY = /好吃|不错|满意|点赞|很好|挺好|delicious|great/

/** Discontent. */
export const UNHAPPY =
  /管不管|不准|不管|别人?家才|太贵|差劲|坏|假|差评|恶心|难吃|受不了|太慢|骂|气死|气人|无良|无语|过分|噪音|扰民|没人管|吵|熏|严重|影响|terrible|awful|rude/

/** Nothing but a greeting at the beginning. */
export const GREETING =
  /^(?:你好|您好|在吗|在不在|嗨|哈喽|hi|hello|hey|早上好|下午好|晚上好|谢谢|多谢|好的?|嗯+|哦+|ok|okay|thanks|thank you|再见|拜拜|bye|你是谁|你叫什么|你是机器人吗|who are you)[\s，,。.!?~]*/

/** The person says outright that he wants to complain or report. */
export const EXPLICIT =
  /(?:我|俺|我们|要|想|来)(?:要|想|来|再)*(?:投诉|举报)|^(?:匿名)?(?:投诉|举报)(?!.{0,4}(?:多久|吗|怎么|需要|有|要|能|可以))|(?:want|like|need|wish) to (?:complain|report|file|make)|^i (?:complain|report)/

/** His own purchase, not one in general. */
export const OWN =
  /(?:我|俺|咱|妈|爸|老公|老婆|女儿|儿子|孩子|奶奶|爷爷|老人|同事|朋友).{0,14}(?:买|吃|喝|花|付|充|办|交|订|点|住|报|定|拍|用|被)|\bmy\b|\b(?:i|we) (?:bought|paid|ordered|ate|had|spent|purchased|joined|booked|got)/
