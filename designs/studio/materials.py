"""What metals and stones do to light. Colours are linear RGB."""

from __future__ import annotations

import bpy
import numpy as np

from .metals import METAL_COLOURS

# Refractive index at the sodium line, and the spread between blue and red (dispersion).
OPTICS = {
    "diamond": (2.417, 0.044), "sapphire": (1.766, 0.018), "ruby": (1.766, 0.018),
    "emerald": (1.577, 0.014), "spinel": (1.718, 0.020), "aquamarine": (1.577, 0.014),
    "morganite": (1.583, 0.014), "topaz": (1.619, 0.014), "tourmaline": (1.635, 0.017),
    "garnet": (1.76, 0.022), "tsavorite": (1.74, 0.028), "quartz": (1.55, 0.013),
    "tanzanite": (1.695, 0.021), "alexandrite": (1.748, 0.015), "peridot": (1.67, 0.020),
    "opal": (1.45, 0.010),
}  # fmt: skip

# Share of light left after crossing 1.6 × the stone's width, linear RGB.
BODY_COLOURS = {
    "vivid green": (0.005, 0.33, 0.125),
    "bright green": (0.10, 0.60, 0.10),
    "royal blue": (0.018, 0.050, 0.50),
    "cornflower blue": (0.10, 0.24, 0.78),
    "pale blue": (0.42, 0.62, 0.90),
    "violet blue": (0.15, 0.13, 0.66),
    "blue green": (0.05, 0.40, 0.42),
    "padparadscha": (0.93, 0.36, 0.25),
    "pink": (0.90, 0.30, 0.55),
    "hot pink": (0.85, 0.10, 0.30),
    "peach": (0.95, 0.62, 0.50),
    "yellow": (0.95, 0.70, 0.08),
    "pigeon's blood": (0.62, 0.010, 0.040),
    "fancy vivid yellow": (0.985, 0.84, 0.022),
    "fancy intense pink": (0.93, 0.46, 0.58),
}
COLOURLESS = (0.985, 0.985, 0.980)
PEARL_COLOURS = {"golden": (0.80, 0.58, 0.28), "grey": (0.30, 0.31, 0.33)}


def _fresh(name: str) -> tuple[bpy.types.Material, bpy.types.NodeTree]:
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    material.node_tree.nodes.clear()
    return material, material.node_tree


def _node(tree: bpy.types.NodeTree, kind: str, **inputs: object) -> bpy.types.Node:
    node = tree.nodes.new(kind)
    for name, value in inputs.items():
        node.inputs[name.replace("_", " ")].default_value = value
    return node


def metal(alloy: str, bevel_mm: float = 0.05) -> bpy.types.Material:
    """Polished metal; joints are softened as solder and polishing mops leave them."""
    material, tree = _fresh(f"metal {alloy}")
    colour = METAL_COLOURS[alloy]
    edge = tuple(0.25 * c + 0.75 for c in colour)
    shader = tree.nodes.new("ShaderNodeBsdfMetallic")
    shader.inputs["Base Color"].default_value = (*colour, 1)
    shader.inputs["Edge Tint"].default_value = (*edge, 1)
    shader.inputs["Roughness"].default_value = 0.085
    if bevel_mm:
        bevel = tree.nodes.new("ShaderNodeBevel")
        bevel.samples = 2
        bevel.inputs["Radius"].default_value = bevel_mm
        tree.links.new(bevel.outputs[0], shader.inputs["Normal"])
    out = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(shader.outputs[0], out.inputs["Surface"])
    return material


def gem(species: str, colour: str, width_mm: float) -> bpy.types.Material:
    """A refractive stone: dispersion in three bands, colour by absorption along the path."""
    material, tree = _fresh(f"{colour} {species} {width_mm:.2f}")
    index, spread = OPTICS[species]
    glass = _dispersive(tree, index, spread)
    left = np.array(BODY_COLOURS.get(colour, COLOURLESS))
    # Light must also reach what lies behind the stone: shadow rays pass, tinted.
    clear = _node(tree, "ShaderNodeBsdfTransparent", Color=(*(0.35 + 0.65 * left), 1))
    path = tree.nodes.new("ShaderNodeLightPath")
    inner = _node(tree, "ShaderNodeBsdfGlass", Color=(1, 1, 1, 1), Roughness=0.0, IOR=index)
    # The bands part only where the camera's ray enters. Parting at every facet would keep one
    # ray in three each time, and the stone would go grey.
    body = _either(tree, path.outputs["Is Camera Ray"], inner, glass)
    mix = _either(tree, path.outputs["Is Shadow Ray"], body, clear)
    out = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(mix.outputs[0], out.inputs["Surface"])
    absorb = -np.log(left) / (1.6 * width_mm)
    volume = tree.nodes.new("ShaderNodeVolumeAbsorption")
    volume.inputs["Density"].default_value = float(absorb.max())
    volume.inputs["Color"].default_value = (*(1 - absorb / absorb.max()), 1)
    tree.links.new(volume.outputs[0], out.inputs["Volume"])
    return material


def _either(
    tree: bpy.types.NodeTree, switch: bpy.types.NodeSocket, off: bpy.types.Node, on: bpy.types.Node
) -> bpy.types.Node:
    mix = tree.nodes.new("ShaderNodeMixShader")
    tree.links.new(switch, mix.inputs[0])
    tree.links.new(off.outputs[0], mix.inputs[1])
    tree.links.new(on.outputs[0], mix.inputs[2])
    return mix


def _dispersive(tree: bpy.types.NodeTree, index: float, spread: float) -> bpy.types.Node:
    """Red, green and blue glass of slightly different index, added."""
    total = None
    for k, offset in enumerate((-0.5, 0.0, 0.6)):
        colour = [0.0, 0.0, 0.0, 1.0]
        colour[k] = 1.0
        glass = _node(
            tree, "ShaderNodeBsdfGlass", Color=colour, Roughness=0.0, IOR=index + offset * spread
        )
        if total is None:
            total = glass
            continue
        add = tree.nodes.new("ShaderNodeAddShader")
        tree.links.new(total.outputs[0], add.inputs[0])
        tree.links.new(glass.outputs[0], add.inputs[1])
        total = add
    return total


def pearl(colour: str) -> bpy.types.Material:
    """Nacre: a soft body below thin films that tint what they reflect."""
    material, tree = _fresh(f"pearl {colour}")
    body = PEARL_COLOURS.get(colour, (0.88, 0.835, 0.785))
    shader = tree.nodes.new("ShaderNodeBsdfPrincipled")
    values = {
        "Base Color": (*body, 1), "Roughness": 0.20, "IOR": 1.66,
        "Subsurface Weight": 0.35, "Subsurface Scale": 0.9, "Subsurface Radius": (1.0, 0.8, 0.7),
        "Coat Weight": 1.0, "Coat Roughness": 0.05, "Coat IOR": 1.53,
        "Coat Tint": (1.0, 0.94, 0.93, 1), "Sheen Weight": 0.08, "Sheen Roughness": 0.4,
        "Sheen Tint": (1.0, 0.80, 0.82, 1), "Thin Film Thickness": 330.0, "Thin Film IOR": 1.45,
    }  # fmt: skip
    for name, value in values.items():
        shader.inputs[name].default_value = value
    out = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(shader.outputs[0], out.inputs["Surface"])
    return material


def veil(species: str) -> bpy.types.Material:
    """A faint healed fissure inside a stone: mostly clear, a breath of scattered light."""
    material, tree = _fresh(f"veil in {species}")
    clear = tree.nodes.new("ShaderNodeBsdfTransparent")
    milk = _node(tree, "ShaderNodeBsdfTranslucent", Color=(0.75, 0.95, 0.85, 1))
    noise = tree.nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value = 5.0
    noise.inputs["Detail"].default_value = 4.0
    ramp = tree.nodes.new("ShaderNodeMapRange")
    for name, value in {"From Min": 0.5, "From Max": 0.75, "To Min": 0.0, "To Max": 0.20}.items():
        ramp.inputs[name].default_value = value
    mix = tree.nodes.new("ShaderNodeMixShader")
    tree.links.new(noise.outputs[0], ramp.inputs["Value"])
    tree.links.new(ramp.outputs[0], mix.inputs[0])
    tree.links.new(clear.outputs[0], mix.inputs[1])
    tree.links.new(milk.outputs[0], mix.inputs[2])
    out = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(mix.outputs[0], out.inputs["Surface"])
    return material
