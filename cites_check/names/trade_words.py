"""Words of trade that are never part of a scientific name, however they are spelt.

Materials, goods, packing, states.
"""

from __future__ import annotations

TRADE_WORDS = frozenset(
    word
    for line in (
        "accessories accessory acoustic adult alive amphibian amphibians animal animals antique appliance",
        "aquarium article articles assorted bag bags ball bangle bark base basket batch beads belt belts bird",
        "birds black blade blue boards bone bones boot boots bottle bowl box boxes bracelet brand brown brush",
        "bulb bulbs buttons cabinet calf canvas capsule capsules captive carton cartons carved carving carvings",
        "case cases chair chips cites claw clock cloth clothing coat coats color colour comb complete container",
        "containing contains corals cosmetic cosmetics cotton cow cream crust culture cultured cushion cut",
        "cuttings decoration decorative derivative design desk dish door dozen dress dressed dried dry dyed egg",
        "eggs electric embossed empty extract extracts fabric fashion feather feathers female fiber fibre figure",
        "figurine fillet filter finished fish fishes flat floor flooring flour flower flowers food footwear for",
        "frame fresh from frozen fruit fur furniture garden garment garments genuine gift glass glove gloves gold",
        "grade grain green grey gross guitar hair half hand handbag handbags handle handles hardware head herbal",
        "hide hides horn horns household imitation incense inch insect insects item items jacket jewel jewellery",
        "jewelry juvenile key keys kit knife lace ladies lamp large leaf leather leathers leaves length lid light",
        "lining liquid live lobby log logs lot machine made male mammal mammals mantilla manufactured mask material",
        "materials meat medicine men mens metal misc miscellaneous mixed model moulding music musical natural",
        "necklace net new non noncites none nursery nylon oil oils old ornament ornamental other pack packed",
        "painting pair pairs panel paper part parts pattern pcs pen piano picture piece pieces pin pink plain",
        "plant plants plastic plate plates plywood polished polyester pot potted powder preserved print printed",
        "processed product products pure purse quality raw red reptile reptiles resin ring root roots rough round",
        "rubber rug sample samples sandal sandals saw sawn scarf seed seedling seedlings seeds semi series set",
        "sets shade shaped sheet shell shells shirt shoe shoes silk silver size skin skins skull slab slipper",
        "small snails soap sofa sole soup sour spare specimen specimens spice spiders steel stem stick stone",
        "stool strap straps string strings stuffed style suit suitcase sweater table tablet tablets tail tanned",
        "tea teeth textile thread timber tissue toilet tool tooth top total toy toys tray trim trophies trophy",
        "tropical trousers tube tusk type unknown used various vase veneer veneers violin walking wall wallet",
        "wallets waste watch watches watchstrap wax weight wet white whole wild with women womens wood wooden",
        "wool woollen works woven yarn yellow young zip",
    )
    for word in line.split()
)
