//! A record with more members than a machine word has bits.

use crate::runtime as rt;

/// A record with more members than a machine word has bits.
pub struct Wide {
    pub m0: i64,
    pub m1: i64,
    pub m2: i64,
    pub m3: i64,
    pub m4: i64,
    pub m5: i64,
    pub m6: i64,
    pub m7: i64,
    pub m8: i64,
    pub m9: i64,
    pub m10: i64,
    pub m11: i64,
    pub m12: i64,
    pub m13: i64,
    pub m14: i64,
    pub m15: i64,
    pub m16: i64,
    pub m17: i64,
    pub m18: i64,
    pub m19: i64,
    pub m20: i64,
    pub m21: i64,
    pub m22: i64,
    pub m23: i64,
    pub m24: i64,
    pub m25: i64,
    pub m26: i64,
    pub m27: i64,
    pub m28: i64,
    pub m29: i64,
    pub m30: i64,
    pub m31: i64,
    pub m32: i64,
    pub m33: i64,
    pub m34: i64,
    pub m35: i64,
    pub m36: i64,
    pub m37: i64,
    pub m38: i64,
    pub m39: i64,
    pub m40: i64,
    pub m41: i64,
    pub m42: i64,
    pub m43: i64,
    pub m44: i64,
    pub m45: i64,
    pub m46: i64,
    pub m47: i64,
    pub m48: i64,
    pub m49: i64,
    pub m50: i64,
    pub m51: i64,
    pub m52: i64,
    pub m53: i64,
    pub m54: i64,
    pub m55: i64,
    pub m56: i64,
    pub m57: i64,
    pub m58: i64,
    pub m59: i64,
    pub m60: i64,
    pub m61: i64,
    pub m62: i64,
    pub m63: i64,
    pub m64: i64,
    pub m65: i64,
    pub m66: i64,
    pub m67: i64,
    pub m68: i64,
    pub m69: i64,
    pub m70: i64,
    pub m71: i64,
    pub m72: i64,
    pub m73: i64,
    pub m74: i64,
    pub m75: i64,
    pub m76: i64,
    pub m77: i64,
    pub m78: i64,
    pub m79: i64,
    pub m80: i64,
    pub m81: i64,
    pub m82: i64,
    pub m83: i64,
    pub m84: i64,
    pub m85: i64,
    pub m86: i64,
    pub m87: i64,
    pub m88: i64,
    pub m89: i64,
    pub m90: i64,
    pub m91: i64,
    pub m92: i64,
    pub m93: i64,
    pub m94: i64,
    pub m95: i64,
    pub m96: i64,
    pub m97: i64,
    pub m98: i64,
    pub m99: i64,
    pub m100: i64,
    pub m101: i64,
    pub m102: i64,
    pub m103: i64,
    pub m104: i64,
    pub m105: i64,
    pub m106: i64,
    pub m107: i64,
    pub m108: i64,
    pub m109: i64,
    pub m110: i64,
    pub m111: i64,
    pub m112: i64,
    pub m113: i64,
    pub m114: i64,
    pub m115: i64,
    pub m116: i64,
    pub m117: i64,
    pub m118: i64,
    pub m119: i64,
    pub m120: i64,
    pub m121: i64,
    pub m122: i64,
    pub m123: i64,
    pub m124: i64,
    pub m125: i64,
    pub m126: i64,
    pub m127: i64,
    pub m128: i64,
    pub m129: i64,
    pub m130: i64,
    pub m131: i64,
    pub m132: i64,
    pub m133: i64,
    pub m134: i64,
    pub m135: i64,
    pub m136: i64,
    pub m137: i64,
    pub m138: i64,
    pub m139: i64,
}
rt::record! {
    Wide = "wide" {
        m0 = required "m0";
        m1 = required "m1";
        m2 = required "m2";
        m3 = required "m3";
        m4 = required "m4";
        m5 = required "m5";
        m6 = required "m6";
        m7 = required "m7";
        m8 = required "m8";
        m9 = required "m9";
        m10 = required "m10";
        m11 = required "m11";
        m12 = required "m12";
        m13 = required "m13";
        m14 = required "m14";
        m15 = required "m15";
        m16 = required "m16";
        m17 = required "m17";
        m18 = required "m18";
        m19 = required "m19";
        m20 = required "m20";
        m21 = required "m21";
        m22 = required "m22";
        m23 = required "m23";
        m24 = required "m24";
        m25 = required "m25";
        m26 = required "m26";
        m27 = required "m27";
        m28 = required "m28";
        m29 = required "m29";
        m30 = required "m30";
        m31 = required "m31";
        m32 = required "m32";
        m33 = required "m33";
        m34 = required "m34";
        m35 = required "m35";
        m36 = required "m36";
        m37 = required "m37";
        m38 = required "m38";
        m39 = required "m39";
        m40 = required "m40";
        m41 = required "m41";
        m42 = required "m42";
        m43 = required "m43";
        m44 = required "m44";
        m45 = required "m45";
        m46 = required "m46";
        m47 = required "m47";
        m48 = required "m48";
        m49 = required "m49";
        m50 = required "m50";
        m51 = required "m51";
        m52 = required "m52";
        m53 = required "m53";
        m54 = required "m54";
        m55 = required "m55";
        m56 = required "m56";
        m57 = required "m57";
        m58 = required "m58";
        m59 = required "m59";
        m60 = required "m60";
        m61 = required "m61";
        m62 = required "m62";
        m63 = required "m63";
        m64 = required "m64";
        m65 = required "m65";
        m66 = required "m66";
        m67 = required "m67";
        m68 = required "m68";
        m69 = required "m69";
        m70 = required "m70";
        m71 = required "m71";
        m72 = required "m72";
        m73 = required "m73";
        m74 = required "m74";
        m75 = required "m75";
        m76 = required "m76";
        m77 = required "m77";
        m78 = required "m78";
        m79 = required "m79";
        m80 = required "m80";
        m81 = required "m81";
        m82 = required "m82";
        m83 = required "m83";
        m84 = required "m84";
        m85 = required "m85";
        m86 = required "m86";
        m87 = required "m87";
        m88 = required "m88";
        m89 = required "m89";
        m90 = required "m90";
        m91 = required "m91";
        m92 = required "m92";
        m93 = required "m93";
        m94 = required "m94";
        m95 = required "m95";
        m96 = required "m96";
        m97 = required "m97";
        m98 = required "m98";
        m99 = required "m99";
        m100 = required "m100";
        m101 = required "m101";
        m102 = required "m102";
        m103 = required "m103";
        m104 = required "m104";
        m105 = required "m105";
        m106 = required "m106";
        m107 = required "m107";
        m108 = required "m108";
        m109 = required "m109";
        m110 = required "m110";
        m111 = required "m111";
        m112 = required "m112";
        m113 = required "m113";
        m114 = required "m114";
        m115 = required "m115";
        m116 = required "m116";
        m117 = required "m117";
        m118 = required "m118";
        m119 = required "m119";
        m120 = required "m120";
        m121 = required "m121";
        m122 = required "m122";
        m123 = required "m123";
        m124 = required "m124";
        m125 = required "m125";
        m126 = required "m126";
        m127 = required "m127";
        m128 = required "m128";
        m129 = required "m129";
        m130 = required "m130";
        m131 = required "m131";
        m132 = required "m132";
        m133 = required "m133";
        m134 = required "m134";
        m135 = required "m135";
        m136 = required "m136";
        m137 = required "m137";
        m138 = required "m138";
        m139 = required "m139";
    }
}
