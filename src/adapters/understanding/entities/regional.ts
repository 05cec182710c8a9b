// What Taiwan, Hong Kong and Macau call what the lexicon knows by its mainland name: each pair halves evenly, so that offsets never
// move, and is near enough in meaning to be understood by, never to be shown. opencc's own phrases are made for programmers
// (資料 becomes 数据, 回撥 a callback), so they are not used.
const WORDS =
  // things, pages, accounts
  "網路网络 軟體软件 硬體硬件 韌體固件 螢幕屏幕 熒幕屏幕 滑鼠鼠标 印表機打印机 列印打印 影印复印 硬碟硬盘 光碟光盘 晶片芯片 伺服器服务器 " +
  "筆電电脑 手提電話智能手机 行動電話智能手机 流動電話智能手机 冷氣空调 雪櫃冰箱 吸塵機吸尘器 火牛插头 外掛插件 程式程序 介面界面 視窗窗口 " +
  "選單菜单 檔案文件 視訊视频 影片视频 音訊音频 帳號账号 帳戶账户 戶口账户 帳單账单 帳務账务 帳款账款 對帳对账 入帳入账 到帳到账 轉帳转账 " +
  "結帳结账 簡訊短信 短訊短信 訊息消息 資訊信息 訊號信号 頻寬带宽 寬頻宽带 線上在线 當機死机 死當死机 登入登录 連線连接 電郵邮箱 信箱邮箱 " +
  // buying and sending
  "寄貨发货 宅配快递 速遞快递 貨運物流 落單下单 退費退款 刷退退款 回水退款 折價券优惠券 現金券优惠券 碌卡刷卡 統編税号 保固保修 保養维护 " +
  "整新翻新 毀損损坏 壞掉坏了 客製定制 訓練培训 研習培训 教學培训 付費付费 " +
  // the desk
  "客訴投诉 聯絡联系 覆電回电 回覆回复 答覆答复 個案工单 個資隐私 外洩泄露 評等评分 給分打分 " +
  // said
  "拜託麻烦 勞煩麻烦 煩請麻烦 敝公司我公司 敝司我司 敝姓我姓 甚麼什么 甚麽什么 儘速尽快 盡速尽快 從速尽快 " +
  // Cantonese
  "唔該晒谢谢了 唔該谢谢 多謝晒多谢了 唔使不用 唔好不要 唔得不行 係咪是否 乜嘢什么 做咩做啥 點解为何 點樣怎样 點算咋办 邊個哪个 邊度哪里 幾時何时 幾耐多久 幾多多少 " +
  "而家现在 依家现在 仲未还没 仲有还有 仲係还是 聽日明天 尋日昨天 琴日昨天 今日今天 傾偈聊天 有冇有无 啲嘢东西 搞掂搞定 得啦好的 好呀好的";

const CANTONESE = "係是唔不冇没咗了嘅的啲些佢他嗰那喺在嚟来俾给畀给攞拿搵找睇看噉这咁这哋们著着";

const halves = (pair: string): [string, string] => [pair.slice(0, pair.length / 2), pair.slice(pair.length / 2)];

const CALLED: ReadonlyMap<string, string> = new Map(WORDS.split(" ").map(halves));
const EVERY = new RegExp([...CALLED.keys()].sort((a, b) => b.length - a.length).join("|"), "g");

/** By character, before opencc is asked: grammar words that have no simplified form, and 著, which is 着 in all that customers write. */
export const SPOKEN: ReadonlyMap<string, string> = new Map((CANTONESE.match(/../g) ?? []).map(halves));

/** Regional words in a text of traditional characters, replaced by the mainland's; as long as it was. */
export const inMainlandWords = (text: string): string => text.replace(EVERY, (word) => CALLED.get(word) ?? word);
