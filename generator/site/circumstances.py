"""Words that tell of somebody's hardship or health: one list for what may not stand beside a name or on a screen."""

from __future__ import annotations

STRONG = (
    "低保|低收入家庭|三无老人|三无人员|特困|五保户|五保老人|失独|失能|失智|建档立卡|贫困|困难户|困难家庭|困难群众|困难党员|困难职工|困难学生|困难老人"
    "|孤寡|孤儿|孤老|事实无人抚养|困境儿童|留守儿童|单亲|家暴"
    "|残疾|智障|聋哑|盲人|脑瘫|自闭症|孤独症|唐氏|精神障碍|精神病|精神分裂|精神异常|抑郁症|躁狂|癫痫"
    "|癌|肿瘤|白血病|尿毒症|透析|艾滋|HIV|梅毒|乙肝|肺结核|植物人|瘫|痴呆|阿尔茨海默|帕金森|重病|大病|绝症|病危|患病|患有|身患|确诊"
    "|截肢|致残|失明|因病致贫|因残致贫|身残志坚|坐轮椅|坐着轮椅|坐上轮椅|轮椅上|卧床|吸毒|戒毒|涉毒|社区矫正|矫正对象|刑满|刑释|服刑|缓刑|假释|前科(?![技室学研目])|两劳|信访人|上访|流产|自杀"
)
"""A pattern. Each word stands for a state that nobody's neighbours need to read of."""
WEAK = "独居|独自住|独自居住|独自生活|独自一人|一个人住|一个人过|一个人生活|空巢|丧偶|离异|离婚|失业(?![务主])|行动不便|体弱多病|高血压|糖尿病|心脏病|脑梗|中风(?![险格貌气景采])|冠心病"
"""A pattern of what may be said in passing; together with an age or an address it tells too much."""
