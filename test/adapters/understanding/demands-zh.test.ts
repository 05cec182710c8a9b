import { theseMean } from "./said.js";

// Own sentences, as customers type them; the labelled sets stay outside the repository.
theseMean({ category: "aftersale", intent: "complaint", priority: "P3", complaint: true }, [
  "垃圾产品，买回来三天就坏了",
  "你们的客服一点都不专业，问什么都不知道",
  "我要举报你们虚假宣传",
  "等了一个月还没处理，你们是打算拖到明年吗",
  "呵呵，你们的售后可真厉害，三天了没一个回复",
  "太失望了，花了几千块买个这样的东西",
  "送货师傅态度恶劣，把货扔门口就走了",
  "你们这是什么售后，推来推去没一个管事的",
  "打了三次电话都说会回我，到现在一个都没回",
  "退个款要我提供八种材料，有必要吗",
  "为什么每次报修都要等一周？太耽误事了",
  "刚买完第二天就降价，你们也太不地道了",
  "员工把我的个人信息发到群里了",
  "我要求你们书面道歉",
  "客服小张说话太冲了，像吃了火药",
  "客服電話一直打不通，你們到底有沒有在上班",
]);

theseMean({ category: "aftersale", intent: "demand", priority: "P1", complaint: false }, [
  "全公司的系统都登不上去，没法干活了",
  "收银系统崩溃，顾客都在排队结不了账",
  "我们工厂的产线因为你们的设备停了，每小时损失几万",
  "服务器挂了，网站打不开，客户都在骂",
  "支付接口全部超时，一笔订单都成交不了",
  "網站打不開了，客人沒辦法下單",
  "客户数据突然全没了，现在业务没法进行",
  "早高峰系统全面瘫痪，几百个骑手接不到单",
  "我们医院的挂号系统用不了了，病人都堵在大厅",
  "仓库扫描枪集体连不上，货全压着发不出去",
  "POS机刷不了卡，店里已经排长队了，快来人",
]);

theseMean({ category: "aftersale", intent: "demand", priority: "P3", complaint: false }, [
  "洗衣机脱水的时候声音特别大",
  "手机充电口松了，充电断断续续",
  "电视遥控器没反应",
  "买的鞋子开胶了，能换一双吗",
  "衣服尺码不合适想退",
  "鼠标才用一周左键就不灵了",
  "登录的时候一直提示网络异常",
  "软件升级之后文件都打不开了",
  "少了一个螺丝，椅子装不起来",
  "昨天的宕机已经恢复了，想要一份故障报告",
  "就我一个人登录不了系统，同事都正常",
  "我想退貨，商品有瑕疵",
  "空调开了半天不冷，滴水滴得满地都是",
  "门铃按了没人应，里面也不响",
  "这个月报表里销售额跟实际差了好多",
  "文件传到一半就卡住不动了",
  "打开包装发现杯口有个豁口",
  "手表戴了两天表带就断了，能赔一条吗",
  "退货地址是哪里",
  "我朋友的账号被盗了怎么找回",
  "系统偶尔会卡一下，不影响使用",
  "login page 一直 loading 进不去",
]);

theseMean({ category: "aftersale", intent: "status", priority: "P3", complaint: false }, [
  "退款什么时候能到",
  "我的电脑送修半个月了还没修好",
]);

theseMean({ category: "insale", intent: "cancel", priority: "P3", complaint: false }, ["麻烦把订单SO-20391取消"]);

theseMean({ category: "insale", intent: "complaint", priority: "P3", complaint: true }, [
  "说好的24小时发货，现在一个礼拜了都没发",
]);

theseMean({ category: "insale", intent: "demand", priority: "P3", complaint: false }, [
  "定金付了还能改配置吗",
  "昨天下的单能帮我换成蓝色吗",
  "收货人电话写错了，改成13912345678",
  "发票抬头开错了，帮我重新开一张",
  "这个月怎么多扣了我20块钱",
  "能晚两天再送吗，我出差了",
  "我要把数量从10改成15",
  "付款的时候优惠券没用上怎么办",
  "快递员把我的货放哪了",
  "单子填错门牌号了怎么办啊 急",
  "我想加急，多付点钱也行",
  "能不能别发圆通，我们这边圆通不送",
  "把我那单先压着别发，等我通知",
  "麻烦帮我开一下上个月的发票，谢谢",
  "我买的两件能不能一起寄",
  "预约的安装能改到下周三吗",
  "我要開統編，訂單還沒出貨",
  "order 7781 变更地址 please，新地址晚点发你",
]);

theseMean({ category: "insale", intent: "status", priority: "P3", complaint: false }, [
  "我的包裹怎么还在中转站",
  "订单202405018899到哪里了",
  "我的貨什麼時候到",
]);

theseMean({ category: null, intent: "affirm", priority: null, complaint: false }, ["对，就是这个", "是的没错", "行，就这么办"]);

theseMean({ category: null, intent: "ask_contact", priority: null, complaint: false }, [
  "你们公司的电话是多少",
  "怎么联系你们的销售",
  "你们几点上班，电话打哪个",
]);

theseMean({ category: null, intent: "cancel", priority: null, complaint: false }, [
  "不用了，帮我取消吧",
  "问题已经自己解决了，不用派人了",
]);

theseMean({ category: null, intent: "chitchat", priority: null, complaint: false }, ["你叫什么名字", "你觉得我帅吗"]);

theseMean({ category: null, intent: "deny", priority: null, complaint: false }, [
  "不对，我说的不是这个",
  "还没解决",
  "没有，你搞错了",
]);

theseMean({ category: null, intent: "feedback", priority: null, complaint: false }, [
  "师傅服务很周到，好评",
  "建议增加夜间模式",
  "希望你们早日出个安卓平板版",
  "用了三年了一直很稳定，必须五星",
]);

theseMean({ category: null, intent: "goodbye", priority: null, complaint: false }, ["好的，再见"]);

theseMean({ category: null, intent: "greeting", priority: null, complaint: false }, ["你好呀", "早上好", "哈喽"]);

theseMean({ category: null, intent: "human", priority: null, complaint: false }, [
  "找人工",
  "我要跟真人讲话",
  "机器人听不懂，叫个人来",
  "请给我转接一下你们的客服人员",
  "让你们领导来跟我说",
  "能不能来个会说话的",
  "我不想跟你聊，换客服",
]);

theseMean({ category: null, intent: "out_of_scope", priority: null, complaint: false }, [
  "你会唱歌吗",
  "明天北京下雨吗",
  "帮我推荐一部电影",
  "红烧肉怎么做",
  "今天星期几",
  "帮我算一下23乘以47",
]);

theseMean({ category: null, intent: "provide_info", priority: null, complaint: false }, [
  "我叫李雷，电话13700001111",
  "我的邮箱是lilei@example.com",
  "王强 13612345678",
  "公司名：深圳前海星辰科技",
]);

theseMean({ category: null, intent: "status", priority: null, complaint: false }, [
  "工单处理到哪一步了",
  "我上周提的问题有进展吗",
  "T-000123 现在什么情况",
  "我的申请审核到哪了",
  "那个投诉有结果没",
]);

theseMean({ category: null, intent: "thanks", priority: null, complaint: false }, ["太感谢你了", "感恩"]);

theseMean({ category: "presale", intent: "demand", priority: "P4", complaint: false }, [
  "请问你们的云盘企业账号一年要多少钱",
  "你们家净水器和别家的比优势在哪",
  "学生买平板有没有优惠",
  "这个耳机能连安卓手机吗",
  "想给公司采购三十台打印机，能先寄个样机试试吗",
  "你们支持海外发货吗，运费怎么算",
  "坏了能修吗？我还没买，先问问",
  "万一系统宕机你们怎么赔",
  "会员到期了数据会不会被删",
  "能不能开发票？税率几个点？",
  "你们和XX系统哪个稳定",
  "有线下体验店吗",
  "請問這款手錶防水嗎",
  "老板在吗 想问下你家蛋糕能不能做无糖的",
  "我们学校想装一套门禁，大概什么预算能拿下来",
  "你好，我看官网写的是支持200人会议，实际能到多少",
  "孩子三岁能坐这款安全座椅不",
  "贵公司的产品有没有通过等保认证",
  "双十二会降价吗 现在买划算不",
  "你们服务器放在国内还是国外，我们比较在意合规",
  "假如我买了不喜欢可以七天退吗",
  "这两款我有点纠结，麻烦给点意见",
  "听说你们最近涨价了，是真的吗",
  "想book一个demo看看",
]);

theseMean({ category: "value_added", intent: "demand", priority: "P2", complaint: false }, [
  "想请你们的工程师给我们做一次现场培训",
  "能不能帮我们开发一个小程序",
  "希望系统能和我们的财务软件对接",
  "想定制一批带logo的杯子",
  "有没有专门的客户经理一对一服务",
  "我们想做二次开发，有技术支持吗",
  "想让你们派老师来公司讲一讲数据分析",
  "可以给我们做个专属的登录页吗，带我们公司的logo",
  "我们想每年请你们来做两次设备保养",
  "能否提供API二次开发的服务，我们愿意付费",
  "有会员专享的增值服务吗",
]);
