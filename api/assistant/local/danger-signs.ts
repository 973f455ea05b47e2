/**
 * What a message speaks of, as signs the trained model of emergencies reads beside the words: bodies and people in trouble,
 * fire and gas, arms, being shut in, now or long ago, and whether it is about goods and money. Language knowledge only.
 */
const SIGNS: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'person',
    /厨师|护工|产妇|技师|婴儿|病人|骑车的|俩|哥们|闺女|男娃|女娃|小李|有个(?:男|女)|diner|grandpa|grandma|cousin|sister|brother|cashier|rider|一[名位]|两[名位]|三名|男子|女子|游客|乘客|住客|骑手|会员|老婆婆|大叔|细路|somebody|someone|guy|girl|boy|mother|father|daughter|son|worker|customer|passenger|[娃爸妈娘爷奶叔伯姨舅哥姐弟妹婆嫂]|孩|宝宝|小朋友|学生|老人|老头|老太|大爷|大娘|大妈|阿姨|师傅|工人|工友|员工|店员|客人|顾客|同事|朋友|室友|女的|男的|有人|人被|小伙|姑娘|孕妇|邻居|司机|保安|闺女|媳妇|老公|老婆|同学|亲戚|个人|\b(?:people|kids?|child|children|baby|friend|man|woman|guests?|wife|husband|mum|dad|son|baby|women|men|colleague|waiter|cook|passengers?|students?)\b/,
  ],
  ['me', /[我他她俺咱佢]|\b(?:i|i'm|he|she|my|we|us|they|our|me|his|her)\b/],
  [
    'down',
    /直愣愣|往后(?:倒|仰)|打飘|站不[稳住]|起不了|扑倒|不敢动|back(?:wards)?.{0,6}on the floor|slid off|(?:身体|身子|浑身|全身).{0,4}(?:一挺|软|发花)|腿不蹬|(?:头|嘴|脸).{0,3}(?:就歪|歪了|一歪|往下[掉耷])|不动(?:了|也|，|$)|不会动|不能动|趴马桶|往下(?:滑|出溜)|打晃|眼前一黑|跪下去|鸡爪|weak|limp|动不得|没动静|不会动|站立不稳|无法站立|糊涂|叠在一起|直挺挺|抽过去|numb|won.?t move|can.?t move|not moving|convuls|seizure|dropped to|倒(?:下|地|在|了|了一)|栽(?:倒|下)|晕|昏|软(?:下去|了)|躺(?:着|地|在|了)|趴(?:着|在|下|了)|起不来|站不[稳住起]|不省人事|翻白眼|眼(?:睛|珠)?.{0,4}(?:直|翻)|僵|不动弹|动不了|不会动|瘫|抽搐|抽(?:抽|筋|着|起来|风)|抖|哆嗦|打颤|失去|fainted|fell|collapsed|lying|on the (?:floor|ground)|cannot stand|can'?t stand/,
  ],
  [
    'silent',
    /休克|中风|癫痫|病危|不行了，|人过去了|人中|按胸|起不来床|没起床|醒不来|foaming|stay awake|going blind|can'?t feel|没睁眼|没(?:了)?动静|问啥都不|没醒|不清醒|isn.?t answering|silent|昏睡|不睁眼|没(?:人)?(?:应|回话|吭|声|精神|力气)|应了一声就没|不认人|认不(?:得|出)|迷糊|迷瞪|颠三倒四|答不上|没[得有]反[应映]|听不见也|不吭[声气]|faint|cannot wake|can.?t wake|mumbl|not talking|can.?t talk|无应答|无人应|不醒|没再醒|没(?:了|有)?意识|呼之不应|无生命|丧失|脉搏|is limp|went limp|no pulse|stopped breathing|unresponsive|(?:叫|喊|摇|推|问|掐|唤|拍).{0,5}(?:不应|不醒|没(?:有)?(?:反应|动静|应|声|答应)|不答应|不动)|没(?:有)?(?:反应|知觉|意识|动静|声儿|声音|呼吸|气儿?|心跳|脉)|摸不着脉|醒不(?:来|过)|没醒|不说话|意识|迷迷糊糊|神志|not responding|unresponsive|won'?t wake|not breathing|unconscious|passed out/,
  ],
  [
    'breath',
    /心口|心窝|胸口|左胸|捂着?.{0,6}(?:胸|心|脖|后背)|抓.{0,4}(?:胸|脖)|心脏(?!支架|病保健)|血压.{0,5}(?:掉|测不|低)|吸气|(?<!燃)气管|咽不下|嗓子|喉咙|缠住.{0,6}脖|脖子.{0,6}(?:缠|勒|压)|wheez|chest|swell|不喘|出不了气|断气|呼吸微弱|过敏.{0,8}(?:喘|肿)|唇.{0,2}肿|gasp|airway|tongue|asthma|turning blue|喘|憋(?:气|得|紫|红|死)|呼吸|窒息|上不来气|提不上来|一口气|噎|呛(?:住|着|到|进)|卡.{0,4}(?:喉|嗓|气管)|(?:吸|卡).{0,3}(?:进|到|在).{0,3}(?:喉|嗓|气管)|嗓子.{0,3}(?:紧|肿|堵|发)|喉咙.{0,3}(?:肿|紧|烧|堵)|舌头.{0,3}(?:肿|麻|大)|胸口.{0,3}(?:闷|憋|疼|压)|胸闷|breathe|breathing|chok|throat/,
  ],
  [
    'blood',
    /咬(?:掉|住)|扎(?:满|孩|人)|(?:指头|手指|胳膊|脚).{0,3}没了|骨头.{0,4}(?:看见|露)|折成|肠子|豁开|止不住|打进|抽(?:了|得|起来|，)|血块|没皮|皮黏|插着|扎(?:进|了|着|到|得)|捅进|戳|牙印|撕开|肉都?翻|卷起来|粘(?:肉|住|在肉)|水泡|起大泡|皮.{0,4}(?:褪|卷|掉|白)|(?:热油|滚|开水|热汤|卤水|强酸|硫酸|碱).{0,8}(?:泼|溅|倒|洒|浇|扣|腿|脸|眼|身|手)|瞎|开了瓢|变形|反着|反方向|弯(?:得|了)|渗|电(?:得|晕|死|翻)|带电|有电|电打|漏电|electric|bent|流了?.{0,3}血|水都红|骨头|豁|刺穿|扎穿|血肉|卷入|烫.{0,3}皮|蜇|咬(?:伤|着|断|得|了(?!.{0,2}个?包))|scald|peel|wound|broken leg|bone|stabbed|electrocut|触电|电(?:击|倒|晕|到|着)|(?<!抽|验|毛)血(?!压|糖|旺|亏|贵|书|脂|燕|丝虫|汗|本|制品|豆腐|型|统|旺)|断了?.{0,2}(?:手|腿|胳膊|指|骨)|(?:手|腿|胳膊|手指|指头|骨头|脚).{0,3}断|骨折|烫(?:伤|烂|得|起)|烧伤|泡都?起|皮都?(?:掉|起|烂)|扎(?:进|穿|到|伤)|割|伤口|砸(?:中|到|伤|在|下)|bleed|blood(?! pressure| test| orange)|burn(?:t|ed)|injured|hurt|cut off/,
  ],
  [
    'colour',
    /煞白|发灰|发乌|乌了|脸.{0,2}(?:白|灰|黑|青)|发白|白茫茫|模糊|重影|看东西|天黑了，可|眼(?:睛)?发花|睁不开|pink in|face is|(?:脸|嘴|唇|手|指甲|浑身|身上).{0,4}(?:[紫青乌黑]|发白|煞白|惨白|通红|发绀|苍白)|看不[见清到]|啥也(?:看|瞧)不|瞧不见|视力|双影|两个影|冒冷汗|一头汗|冰凉|歪|blue|pale/,
  ],
  [
    'sick',
    /拉血|(?:肚子|肚皮).{0,3}[疼痛]|打吊瓶|挂(?:上)?(?:水|急诊)|又烧又|高烧|四十(?:一|二)?度|打摆子|发冷|干呕|浮肿|瞳孔|小人儿?|seeing things|throw(?:n|ing) up|icu|洗胃|酱油色|跑厕所|绞痛|蜡黄|stomach|cramps|dizziness|chest pain|stroke|allergic|吐|呕|拉肚|腹泻|拉稀|在拉|上吐|肚子.{0,5}[疼痛绞]|[疼痛](?:得|死).{0,4}(?:打滚|叫|哭|直|弯|不行)|绞着疼|中毒|恶心|头晕|发麻|麻了|心慌|心跳|发烧|高烧|烧到|不舒服|幻觉|说胡话|吃坏|poison|vomit|throwing up|sick|dizzy/,
  ],
  [
    'many',
    /一车一车|一大半|一半(?:请|都)|几桌|(?:好几|十几|几十|几|[十百多])?号人|好些人|一半人|一半的人|俩|仨|(?:多|十来|十好几)个|全村|都(?:在|躺|趴|倒|挂)|[好几十两三四五六七八九百多\d]+(?:来|多)?(?:个|名|口|位)|全家|一家|全班|整个班|一桌|全桌|都在|全在|一群|大家|一屋|集体|一个接一个|陆续|several|many|three|four|five|six|seven|dozen|everyone/,
  ],
  [
    'swallow',
    /喝下去|喝了(?:一|两)口|一瓶下去|药(?:都)?吃了|灌了|freezer? fluid|overdose|清洗剂|燃料油|除垢剂|那桶.{0,4}水|甲醇|工业酒精|勾兑|除草|灭草|百草枯|水银|除湿|碱水|胶饵|蟑螂.{0,4}(?:药|胶|饵)|(?:药|片|膏|液|水).{0,6}当(?:糖|酒|水|饮料|果冻)|把.{0,10}当(?:糖|酒|水|饮料|果冻|白酒)|药.{0,8}(?:几颗|几片|一板|一把|好几)|(?:吞|咽)(?:了|下|进)|误(?:食|服|喝|吃)|中毒|油光水|glue|tablets|pods?\b|mushrooms|樟脑|香薰|洗甲水|敌敌畏|凝珠|鼠药|螺丝|退热贴|bleach|pesticide|detergent|swallow.{0,12}battery|took all|whole bottle|(?:吞|咽|误[食服喝]|喝|吃|服).{0,10}(?:药|电池|硬币|珠|农药|百草枯|洁厕|消毒|清洁|洗[洁衣]|酒精|甲醇|水银|干燥剂|菌|蘑菇|河豚|杏仁|敌敌畏)|(?:一整瓶|一把|一瓶).{0,4}药|swallow|overdose|pills|drank/,
  ],
  [
    'self',
    /先走一步|牵挂|怎么死|不想醒|陪我[妈爸]|我走了(?:三|两|，)|won'?t be here|miss me|i'm done|\bbye\b|this roof|no point|窗户(?:出去|跨)|跨出来|(?:楼|窗台?|护栏|阳台|栏杆).{0,4}外(?:面|沿|机上)|铁轨|写了信|晚上就走|炭都?点|绳子我?挂|最后一个听|往(?:身上|自己身上).{0,2}(?:浇|倒)|抵着自己|edge of the roof|the edge of|江边|水库边|河边(?!烧|钓|垃)|天桥|桥(?:上|栏|墩上)|大桥|阳台外|窗台|栏杆外|护栏外|railing|bridge|解脱|添麻烦|拖累|留恋|最后一天|永别|别找我|炭我?买|胶带贴|药.{0,4}(?:数过|够|管用|吃下去)|存折.{0,6}(?:放|给)|密码写|一起[死走]|都别活|对不住|死路|不闹了|结束(?:这|了|一切)|发现我|鞋脱了|数到(?:三|十|一百)|直播走|goodbye|forgive|can.?t do this anymore|唔想做人|企.{0,3}天台|睡一觉.{0,10}(?:片|不|永)|没(?:有)?我这个人|留给(?:我|他|她)?(?:爸|妈|孩)|我先走了|去陪(?:他|她|我)|(?:手|腕|胳膊|自己).{0,5}(?:划|割)(?:开|了)?|一把火|不用(?:再)?(?:救|找)我|再见.{0,6}关机|点自己|no reason (?:for me )?to|stay alive|nobody has to worry|wrote the letters|last message|the ledge|done living|end it|on the roof|jump|不想活|活着.{0,6}(?:没|累)|活不|(?:想|去|要)死(?![我了你掉])|自杀|轻生|跳(?:楼|桥|江|河|下去)|割腕|手腕|上吊|绳子|遗[书言]|下辈子|对不起爸|撑不(?:住|下)|结束(?:这|生命|一切)|站在.{0,8}(?:楼|桥|顶|阳台|窗)|天台|楼顶|死给|同归于尽|点(?:了|着)自己|自焚|把自己|药.{0,6}(?:倒|备|攒|搁|放).{0,4}(?:好|手|跟前|旁)|一了百了|走不下去|kill myself|end my life|want to die|suicide/,
  ],
  [
    'shut',
    /卡(?:进|到|着|了三)|堵(?:了|着)[一二两三四五六七八九十]+个人|铐|关.{0,10}(?:个?小时|分钟|半天)|埋了|扣过来|陷进|卡着出不来|开不了车门|不够不开|收手机|带进|吸(?:进|住|过去)|吞(?:进|了)|吃进|搅进|缠住|勒(?:着|住)|钻(?:进|到)|按着|按在|摁|压着|最底|卷(?:到|底|进)|卷帘门?(?:拉|都拉)|门.{0,4}(?:插|拴|焊|别上|锁|关上|弹上|打不开|不开)|锁(?:上|了车|卫生)|封死|不准|不放人|手机(?:被)?(?:收|拔)|卡拔了|拍门|敲门|caught in|no signal|keeps her|不让下|下不了山|门也锁|锁着门|窗户焊|趁上厕所|偷偷发|只准|失联|没信了|sos|定位|传销|抽不出|取不[出下]|扣着|看着我们|不给(?:衣服|拆线|饭)|吊着|悬着|倒挂|refuses to stop|holding my|keeping my|can.?t get out|locked|kidnap|困(?!难|惑|扰|了|倦)|关(?:在|进|里|住|着|起来)|锁(?:在|里|住|起来|着我|了门)|反锁|出不[去来]|下不[去来]|上不去.{0,4}下不来|打不开|推不动|拔不出|卡(?:在|住)|夹(?:住|着|断|在|到)|绞(?:进|住|着)|卷(?:进|住)|压(?:住|着|在|底|下面)|埋|吊在|悬在|挂在半|停在半|半空|半道|不让(?:走|离开|出|我们走|人走|下车)|别想(?:走|出)|扣(?:在|下|住|着|了)|堵(?:在|着|住).{0,4}(?:门|屋|里)|trapped|stuck|locked|held|won'?t let/,
  ],
  [
    'lift',
    /\blifts?\b(?! weights)|飞椅|转盘|秋千|轿|cable car|roller coaster|chairlift|电梯|轿厢|货梯|客梯|直梯|扶梯|升降|缆车|索道|摩天轮|过山车|跳楼机|大摆锤|海盗船|滑索|elevator|\blift\b|ferris|ride\b/,
  ],
  [
    'gas',
    /臭鸡蛋|瓦斯|汽油味|油罐|化工|氨|氯|锅炉|压力[罐表锅]|高压锅|cylinder|chlorine|ammonia|boiler|燃气|煤气|天然气|液化气|沼气|氨|氯气|瓦斯|一氧化碳|气罐|气瓶|阀门|煤烟|臭鸡蛋|管子|汽油|gas\b/,
  ],
  [
    'leak',
    /喷(?:气|出|得)|呼呼(?:响|往)|刺眼|辣眼|臭大蒜|香蕉水味|糊味|那股味|怪味|味道怪|头(?:胀|沉|发沉)|脱了|拧不(?:动|紧)|挖[断破]|裂口|滴油|漏油|漏(?!斗)|泄|往外(?:喷|冒|漏|跑)|关不[住上紧]|[嘶咝呲滋]{2}|味(?:儿|道)?.{0,5}(?:大|重|浓|冲|呛|刺)|呛人|刺鼻|刺眼|越来越[浓大重]|smell|hiss|leak/,
  ],
  [
    'fire',
    /\bfire in\b|\bon fire\b|点汽油|过红线|明火|焦味|火星|燃烧瓶|火焰|轰|砰|嘭|噗的|噼[啪里]|爆开|崩开|掀(?:了|翻)|蹿|燃起来|打火(?!机|灶|十)|火舌|烧(?:红|得)|报警器?.{0,4}(?:响|叫|闪)|警报.{0,3}响|(?<![抽油香假吸卖买真电])烟(?![酒草店花囱感灶道机盒头民熏])|起火|有火|是火|there'?s? (?:is )?a fire|blew|blown|火光|焦糊|冒火|喷火|扑不灭|起烟|烟.{0,4}(?:进来|出来)|炸飞|flame|caught fire|burn|着火|起火|失火|着了|烧(?:起来|着|了|到)|在烧|火(?:苗|越|势|大|光|窜|很|起来)|冒(?:浓|黑|大|白|黄)?烟|全是烟|有烟|浓烟|爆(?:炸|了|燃)|炸(?:了|开|伤)|扑不灭|轰一声|窜(?:到|老高|出)|(?:塌|倒塌|垮)了?|on fire|burning|smoke|flames|explo/,
  ],
  [
    'arms',
    /打(?:穿|了人)|围着.{0,8}打|对打|群殴|互殴|fighting|\bgang|\bguns?\b|hammer|down my door|kill me|弄死|卸我|投毒|放火|铁[锹锤勺通]|cleaver|炸字|滴滴响的|要来烧|推(?:了|我|墙|倒|搡)|吊起来打|抽他|惨叫|不要打了|往.{0,6}上磕|拖(?:走|出|着|她|他|她往)|下药|broke in|pushing|hitting|grabbed|waiting by|扳手|斧|锤子|擀面杖|砖头|碎瓶|剪[子刀].{0,4}(?:指|捅|攥|对)|攥着|螺丝刀|注射器|喷子|钢[管筋]|手铐|电棍|machete|\baxe\b|crowbar|\bbats?\b|汽油桶|淋了|浇了|泼|扇.{0,4}(?:耳光|巴掌)|打巴掌|求饶|摁|按住|按(?:着|在)我|压我身|揪|踢(?!球)|跪下|打劫|抢(?:包|收银|金|东西)|推进车|摸我|抱着我不|猥亵|偷袭|搜我?身|捂我|灌(?:了|醉)|强(?:奸|迫我)|持[刀械]|烟头|smash|\bbeat(?! by)|dragg|drugged|kill (?:me|him|her)|lighter|touch me|铁链|皮带|保护费|雷管|炸弹|炸药|滴答|砸(?:店|了店)|踹|剁|断了?腿|扎了|绑|跟踪|尾随|punch|kick|strangl|gun\b|stab|bomb|gasoline|petrol|grabbed|touching me|[拿持掏举抡挥提拎亮抄带动]着?.{0,4}(?:刀|枪|棍|斧|家伙|钢管|酒瓶|锤|凳|械)|菜刀.{0,6}(?:追|砍)|砍|捅|刺伤|枪指|家伙|打(?:我|人|他|她|起来|架|得|伤|断|成|倒|死)|按(?:在|地|到).{0,2}(?:地|墙)|掐(?:着|住|我|他|她)|殴|砸(?:店|了店|车|门|窗|东西)|弄死|杀(?:我|他|人|了)|砍死|卸.{0,4}(?:胳膊|腿)|打断|泼(?:汽油|硫酸)|抢(?:劫|了|走|我|钱)|绑|拐(?:跑|走)|拽.{0,6}(?:车|走)|逼(?:着|我|人)|堵(?:在|着|门)|扒.{0,2}衣|脱.{0,2}衣|追着|放狗|狼狗|保护费|with a (?:knife|gun|chair)|hitting|beating|threatening|attack|robb|knife/,
  ],
  [
    'crash',
    /追尾|对撞|对头|刮(?:上|倒)|踩错油门|顶在|撞(?!色|衫|脸|款|名)|rolled over|ran (?:into|onto)|dragged|hit (?:three|a|two|my|by)|侧翻|翻进|顶(?:墙|到墙|在墙)|蹭倒|带倒|卷(?:到|进)?(?:车|底)|车(?:底|轮|轱辘)|轮底|刹车失灵|没刹住|溜车|collided|brakes failed|backed over|剐|顶了|压在车|卡在车|knocked down|hit a |run over|drove off|撞|车祸|翻(?:车|沟|了)|侧翻|失控|轧|碾|冲(?:上|进|向)|溜坡|甩(?:出|下)|(?<!(?:app|site|page|system|game).{0,8})crash|reversed over|螺旋桨|hit by|ran over/,
  ],
  [
    'fall',
    /从.{1,8}[掉摔坠滚跌]|进水，|tilted|脱轨|晃得厉害|摔(?!倒手环|坏|碎|门|票)|坠|踩空|掉(?:进|到|下|在地|了?一截|好几层|二层|冰|沟|水|鱼塘)|往下(?:掉|跳|坠|拽|冲)|(?:后脑|脑袋|头|脖子|脸).{0,3}(?:着地|朝下|磕)|磕(?:破|到|在)|滚(?:下|了?一)|脱落|甩(?:到|出|飞)|飞(?:出|起来)|拍下来|塌|断裂|砸|倒(?:转|着走)|falling|dropp?ed|thrown out|came down|hanging|tipped/,
  ],
  [
    'water',
    /sank|in the water|掉井|taking in water|溺|沉(?:下|底|水|到|了)|漂着|捞(?:上|起)|(?:在)?水(?:底|下面|里)|(?:泳池|水库|河里|江里|湖里|鱼塘|造浪|冰面|冰窟|涵洞).{0,10}(?:掉|沉|漂|捞|塌|裂|人)|呛水|drown|pulled (?:him|her|them) from/,
  ],
  [
    'taken',
    /拘禁|won'?t stop|lock(?:ed)? (?:me|us)|my passport|hold(?:ing)? my (?:brother|mother|sister|son|daughter)|少了一个|牵着他|拉我女|拉住|往外拖|抱起.{0,10}跑|followed me|拉到荒|走丢|走失|被.{0,8}(?:带走|抱走|牵走|拉走|架走|拖|拽)|[抱拉牵拽拖架塞抢](?:着|走)?.{0,12}(?:跑|往外|进.{0,3}[车屋]|上车|到车|面包车|办公室拖|暗房)|带进|在他手里|一直(?:跟|尾随)|跟着(?:我|她)|绑|房本来换|扔这|停他不停|不停车|不认识的(?:路|土路)|stranger|following|leading a|trying every door/,
  ],
  [
    'hiding',
    /我?(?:躲|藏)(?:在|进|着|起|柜)|不敢出(?:声|去)|说话不方便|偷偷|小声|使眼色|打字(?!机)|给我发的|才发的|发的(?:消息|定位)?$|救我|求你们|hiding|texted|texting/,
  ],
  [
    'birth',
    /waters? broke|见红|胎动没|要生，|water broke|水一直流|破水|羊水|要生了|(?:头|脚)都?(?:先)?出来了|水流了一地|产妇|giving birth|water broke/,
  ],
  [
    'inside',
    /(?:人|孩子|娃|老人|妈|爸|他(?!的)|她(?!的)|我(?![的们])|我们(?!的)|我俩|婴儿|客人|员工|装修的|夜班的).{0,6}在(?:里面|里头|里边|底下|下头|上面|上头|顶上)|(?:里面|里头|底下|下面|上面|上头|顶上|下头).{0,5}(?:人|孩子|娃|老人|婴儿|[俩两三四五六七八]个)|一个人在|people (?:inside|under|on)|inside/,
  ],
  [
    'now',
    /正(?:要|往|用|拿)|又(?:倒|来|吐)|还在|(?:快|要)(?:炸|死|没气|撑不住)|叫白车|而家|紧急|速派|is (?:still|getting)|keeps? |hurry|urgent|come quickly|现在|正(?:在|砸|打|哭|嗷|抽|冒|烧)|刚(?:刚|才|在|放|吃|喝|吞|打)?|这会儿|眼下|此刻|马上|还在|还(?:有|没).{0,6}(?:人|出|来|到)|一直(?:在|吐|抽|流|哭|哆)|不停|快(?:来|点|要|派|救|死|不行|憋)|赶紧|赶快|救(?:命|人|救|我|护车)|咋办|咋整|怎么办|怎么弄|越来越|已经(?:有|趴|躺|晕|倒|一个)|分钟了|小时了|来人|帮帮|please send|right now|\bnow\b|help|minutes ago|just/,
  ],
  [
    'past',
    /原来(?:漏|着|出|有)|曾经|三月份|头几年|那会儿|小时候|昨[天晚日]|前[天晚]|上[次回]|上个?(?:周|星期|礼拜|月)|去年|前年|那[次天回年]|年前|月前|周前|天前|以前|之前|曾|当时|早(?:就|好|灭)|半年|三月|第二天|后来|last (?:year|week|month)|yesterday/,
  ],
  [
    'over',
    /(?:第二天|睡一觉|一会儿?|过会儿?|今天|两天|几天|三天|一天|一晚上?|当场|停用|停了|冲冲水|换.{0,4})就?(?:好|不疼|不痛|没事|消|退|灭)|不疼了|不痛了|灭了|接住|扶住|取出来|自己(?:站|爬)起来|又走了|放(?:了)?出来的|给开了|就开了|没敢(?:用|坐|吃|喝)|没吃，|没动手|没上当|愈合|已经?去(?:过)?医院|医院(?:看过|查过|拍了|检查)|缝了.{0,2}针|打了?石膏|包扎|补好|骨头没事|healed|no injuries|fine (?:today|now|again)|over now|it stopped|gone after|tooth is ok|luckily|stopped using|returned it|threw it away|no one got|没人坐|没坐人|没摔|没咽|不流血|贴(?:上|了)就|送回来|停用|拔了插头|吐了，人没事|吐出来了|咳出来|就没了|已经还|找回来|没人(?:受伤|在)|人不在|不在边上|自己好|没(?:砸|碰|撞|伤)(?:到|着)|自己下去|擦了药|(?:天|药|水)就好|找到了|劝开|没大事|没咽|退了|nobody (?:was |is )?hurt|no one was|gone now|not serious|out of hospital|it is over|sorted out|all recovered|was fixed|dealt with|好了|没事|已(?:经)?(?:好|出院|康复|处理|灭|解决|调解|消|报)|出院|康复|痊愈|消了|没伤|人没|人没事|幸好|幸亏|还好|差点|及时|没(?:有)?受伤|resolved|fine now|recovered/,
  ],
  [
    'thing',
    /(?:衣)?袖|桌|沙拉|碗|盘|瓶装|种子|护理床|马桶|水龙头|水管|地板|裙|外套|机器人|耳机|平板|路由|音响|窗帘|护手|轮椅|拐杖|\b(?:app|website|coins?|mirror|machine|locker|clothes|jacket|coat|suit|smoke alarm|monitor|lamp|plug|oven|pan|toy|screen|bench|vacuum|blender)\b|柜|门把|筷子|灯|风扇|扇叶|锅盖|伞|椅|箱|广告|招牌|系统|券|码|网(?!吧)|按钮|道闸|栏杆落|鱼(?!塘|池)|螃蟹|虾|鸽|鸭|鸡|兔|虫|苍蝇|蟑螂|老鼠(?!药)|毛巾|被子|袜|眉|头发|染发|指甲|漆|纸箱|油烟|秸秆|page|box|coffee|detector|helmet|shower|ticket|后视镜|快递柜|鱼缸|吊顶|墙皮|瓷砖|插头|花盆|账号|合同|parcel|package|account|card\b|knife set|kettle|heater|contract|dog|bike|plates?|手机|电脑|冰箱|洗衣机|空调|电视|鞋|衣服|裤|包包|快递|门锁|订单|网页|系统|眼镜|手表|沙发|家具|床垫|玻璃杯|杯子|锅|鱼缸|猫|狗(?!.{0,4}咬)|店里的货|道闸|车顶|发动机|轮胎|屏|键盘|充电器|卡里|余额|拉链|戒指|玩具|phone|laptop|fridge|sofa|shoes/,
  ],
  [
    'money',
    /收费|房租|利息|工资|补贴|overcharg|charged|deposit|fee\b|rent\b|compensation|insurance|receipt|退(?!后|烧)|赔|换新|索赔|费|元|块钱|价|票|钱|折|押金|发票|报销|理赔|保险|补偿|买了|买的|花了|订单|充值|余额|会员|refund|bill|fees?|price/,
  ],
  [
    'goods',
    /生产许可|挂证|没资质|办.{0,4}(?:手续|证)|licence|label|expired|fake|inspect|brand|broken again|质量|三包|保修|售后|假(?!装)|过期|标签|合格|检测|甲醛|广告|宣传|商标|店名|招牌|味道|难吃|不新鲜|差评|厂家|型号|正品|假货|包装|货|卖家|网店|直播|快递|客服|平台|证书|资质|许可|执照|年检|检验|标准|标志|认证|有证|没证|没有证/,
  ],
  [
    'ask',
    /怎么预防|有没有规定|管不管|什么手续|is there a|are there|what (?:is|are|should|does|do)|law|rules?\b|allowed|legal|which office|where do|can i (?:claim|complain|talk)|吗|请问|咨询|如何|怎么(?!办|弄|样)|什么|多少|哪里|哪儿|哪个|是否|是不是|会不会|能不能|可以.{0,6}吗|合法|合理|规定|多久|谁管|归谁|应该(?:打|向|找)|要不要|想(?:问|了解|知道)|how do i|is it legal|what number|where can/,
  ],
  [
    'wish',
    /想讨|说法|信访|起诉|法庭|记者|complain|apolog|praise|anonymous|投诉|举报|建议|希望|请(?:查处|检查|取缔|处理|你们|派)|要求|查没查|管一?管|不肯|不给|不让(?:退|转|换|带|走(?:优惠|流程|保))|不认账|推诿|道歉|维权|取缔|态度|曝光|公布|report a/,
  ],
  [
    'figure',
    /够呛|灵魂|气炸|炸毛|崩溃|原地|裂开|人没了$|谋杀|眼神|抖.{0,5}(?:肉|菜|饭)|(?:爬|排队?|跑|练|等).{0,5}断|坑(?:人|死|爹|钱|我|客)|血(?:亏|贵|赚|书)|出血(?:价|清|甩)|自杀式|甩卖|离谱|无语|\blol\b|(?:drives?|driving) me (?:crazy|mad|nuts)|rip.?off|dying (?:to|of)|ridiculous|吐血了?(?:都|，|$)|气得|笑得|馋|套路|割韭菜|haha|nearly killed|almost died|killing me|robbery|highway|drill|movie|news|training|nightmare|sick of|ignore|print |要(?:了|人)?(?:老|我)?命|死(?:我|了|人|你|宝宝|个人)|得要死|要死|[气急笑累吓馋热冻吵逼恶]得?(?:心)?(?:死|疯|晕|哭|吐|不行|睡|跳)|快(?:被|要).{0,5}(?:逼疯|疯|气)|要疯|当场去世|跟.{0,6}似的|像要|像个?.{0,4}一样|恨不得|真想|跳楼(?:价|甩|大|机票|式)|杀熟|宰|砍价|砍一?刀|砍到|爆(?:款|雷|米花)|秒杀|剧本|密室|鬼屋|游戏|电影|新闻|视频|听说|隔壁栋|外地|外省|网上|评论|演练|预案|讲课|培训|laugh|killing me/,
  ],
  [
    'mild',
    /磕了?一?(?:下|青)|青了一?块|红了(?:一会|两天|一圈)|痒|创可贴|起泡|起皮|淤青|发涩|有点涩|一条印|tiny|mild|itch|scratched my|slightly|rash|有点|一点儿?|一下下|小(?:口|刺|伤|泡|红|疹|坑|块|毛病)|破皮|蹭(?:破|掉)|红点|擦.{0,2}药|没大事|不严重|掉漆|崩了?牙|硌|上火|不舒服|a bit|slight|tummy|a little/,
  ],
  ['verbal', /骂|辱|态度|吼|难听|翻脸|凶巴巴|嘲|阴阳怪气|爱理不理|不理人|赶我|撵|笑我|rude|swore|insult|attitude/],
  [
    'habit',
    /天天|每天|每晚|每周|老是|总是|经常|三天两头|一到.{1,4}就|半夜都|好几天|every (?:day|night|evening|week)|always|keeps? (?:post|chang)/,
  ],
  [
    'trade',
    /卖|卸(?:货|病|车)|装(?:车|货)|灌装|进货|发货|推销|传单|办卡|报团|营业|加工|装修|续费|开店|许可|假[烟酒药货]|抽烟|油烟|秸秆|烧烤|广告|主播|\b(?:sell|sold|selling|bought|order(?:ed)?|shop is)\b/,
  ],
  ['fraud', /冒用|盗用|冒名|骗|诈|假冒|忽悠|盗刷|套路|注册(?:了)?(?:公司|企业|执照)|法人|传销拉|scam|fraud|fake/],
  [
    'rescue',
    /120|110|119|救护车|白车|警察|报警|抬(?:上|走|出)|送(?:医|急诊|进)|急诊|急救|抢救|救援|消防|ambulance|police|hospital/,
  ],
  [
    'fear',
    /假设|倘若|瘆人|看着悬|靠上去|悬得慌|怕|担心|怀疑|隐患|会不会|不敢|心里发毛|看着不安全|万一|如果|要是|不安全|假如|以防|预防|worried|in case|\bif\b/,
  ],
]

const HARM: ReadonlySet<string> = new Set([
  'down',
  'silent',
  'breath',
  'blood',
  'colour',
  'sick',
  'swallow',
  'self',
  'shut',
  'leak',
  'fire',
  'arms',
  'crash',
  'fall',
  'water',
  'taken',
  'hiding',
  'birth',
])

/** What tells a harm that befalls somebody now from one that is over, asked, told of goods or a figure of speech. */
const CONTEXT =
  'now past over money goods ask wish figure fear person many mild verbal fraud thing inside habit trade'.split(' ')

/** Whom a harm befalls, or what: signs looked for close to it. */
const NEAR = SIGNS.filter(([name]) => name === 'person' || name === 'thing' || name === 'many')
/** How many letters away is close. */
const CLOSE = 8

const closeTo = (lower: string, name: string, { index, 0: words }: RegExpExecArray): string[] => {
  const near = lower.slice(Math.max(0, index - CLOSE), index + words.length + CLOSE)
  return NEAR.flatMap(([other, pattern]) => (pattern.test(near) ? [`zznear${other}`, `zznear${name}${other}`] : []))
}

/** How the signs of a text end that names no harm. */
export const NO_HARM = 'zzharmsa'

/**
 * The signs of a text, alone and in pairs, in letters no message has. A harm counts by what stands
 * beside it: a person, right now, long ago, money.
 */
export const dangerSigns = (lower: string): string => {
  const matches = SIGNS.flatMap(([name, pattern]) => {
    const match = pattern.exec(lower)
    return match === null ? [] : [{ name, match }]
  })
  const found = matches.map(({ name }) => name)
  const harms = matches.filter(({ name }) => HARM.has(name))
  const alone = found.map((name) => `zz${name} zz${name} zz${name}`)
  const pairs = harms.flatMap((harm) =>
    found.filter((other) => other !== harm.name).map((other) => `zz${harm.name}${other}`),
  )
  const any = harms.length > 0 ? 'harm' : 'calm'
  const beside = CONTEXT.map((name) => `zz${any}${found.includes(name) ? 'with' : 'without'}${name}`)
  const near = harms.flatMap(({ name, match }) => closeTo(lower, name, match))
  const only = harms.length === 1 ? [`zzonly${harms[0]?.name}${found.includes('many') ? 'many' : 'few'}`] : []
  const size = `zzharms${'abcd'.charAt(Math.min(3, harms.length))}`
  return [...alone, ...pairs, ...beside, ...near, ...only, size, size].join(' ')
}
