"""The set: a seamless sweep, the lights, the camera. Lengths in mm, one unit each."""

from __future__ import annotations

from dataclasses import dataclass

import bpy
import numpy as np
from mathutils import Matrix, Vector

from ..families.mesh import Array, unit

LENS_MM = 85.0
SENSOR_MM = 36.0
IVORY_LINEAR = (0.960, 0.930, 0.880)


@dataclass(frozen=True)
class View:
    """Where the camera stands: degrees above the floor and round the piece, frame share."""

    elevation: float
    azimuth: float = 0.0
    fill: float = 0.72
    aperture_mm: float = 0.36
    """Radius of the lens opening; depth of field follows it."""


def clear() -> None:
    """An empty scene with Cycles set up."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.film_transparent = True
    scene.render.use_persistent_data = True
    scene.render.threads_mode = "FIXED"
    scene.render.threads = 2
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.use_denoising = True
    cycles.denoiser = "OPENIMAGEDENOISE"
    cycles.denoising_input_passes = "RGB_ALBEDO_NORMAL"
    cycles.use_adaptive_sampling = True
    cycles.adaptive_threshold = 0.05
    cycles.adaptive_min_samples = 12
    cycles.max_bounces = 14
    cycles.transmission_bounces = 14
    cycles.glossy_bounces = 14
    cycles.diffuse_bounces = 2
    cycles.transparent_max_bounces = 10
    cycles.volume_bounces = 0
    cycles.caustics_reflective = False
    cycles.caustics_refractive = False
    cycles.sample_clamp_indirect = 12.0
    cycles.seed = 7


def sky(low: float = 0.27, high: float = 0.85) -> None:
    """A quiet room for the metal; for light leaving a stone, a room of bright and dark panes.

    Stones are lit as jewellers' photographers light them: strong contrast all round, so that
    neighbouring facets show different panes.
    """
    world = bpy.data.worlds.new("room")
    bpy.context.scene.world = world
    world.use_nodes = True
    # The room is soft: a small map is enough to aim rays by, and quick to make.
    world.cycles.sampling_method = "MANUAL"
    world.cycles.sample_map_resolution = 128
    tree = world.node_tree
    tree.nodes.clear()
    where = tree.nodes.new("ShaderNodeTexCoord").outputs["Generated"]
    split = tree.nodes.new("ShaderNodeSeparateXYZ")
    tree.links.new(where, split.inputs[0])
    room = _ramp(tree, split.outputs["Z"], ((0.02, low), (0.85, high)))
    cells = tree.nodes.new("ShaderNodeTexVoronoi")
    cells.inputs["Scale"].default_value = 2.4
    tree.links.new(where, cells.inputs["Vector"])
    panes = _ramp(tree, cells.outputs["Color"], ((0.45, 0.06), (0.50, 0.75), (0.72, 2.8)))
    path = tree.nodes.new("ShaderNodeLightPath")
    choose = tree.nodes.new("ShaderNodeMix")
    choose.data_type = "RGBA"
    tree.links.new(path.outputs["Is Transmission Ray"], choose.inputs["Factor"])
    tree.links.new(room, choose.inputs[6])
    tree.links.new(panes, choose.inputs[7])
    shade = tree.nodes.new("ShaderNodeBackground")
    out = tree.nodes.new("ShaderNodeOutputWorld")
    tree.links.new(choose.outputs[2], shade.inputs[0])
    tree.links.new(shade.outputs[0], out.inputs[0])


def _ramp(
    tree: bpy.types.NodeTree, source: bpy.types.NodeSocket, stops: tuple[tuple[float, float], ...]
) -> bpy.types.NodeSocket:
    """Greys (faintly warm) along a value; brighter than white is allowed."""
    ramp = tree.nodes.new("ShaderNodeValToRGB")
    elements = ramp.color_ramp.elements
    while len(elements) < len(stops):
        elements.new(1.0)
    for element, (position, grey) in zip(elements, stops, strict=True):
        element.position = position
        element.color = (grey, grey * 0.99, grey * 0.97, 1)
    tree.links.new(source, ramp.inputs[0])
    return ramp.outputs[0]


def floor(size: float) -> bpy.types.Object:
    """The sweep the piece stands on; only its shadow is kept for the picture."""
    bpy.ops.mesh.primitive_plane_add(size=size)
    plane = bpy.context.object
    material = bpy.data.materials.new("sweep")
    material.use_nodes = True
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*IVORY_LINEAR, 1)
    shader.inputs["Roughness"].default_value = 0.55
    plane.data.materials.append(material)
    return plane


def card(
    at: Array, towards: Array, size: tuple[float, float], strength: float,
    colour: tuple[float, float, float] = (1.0, 1.0, 1.0), fade: float = 0.0,
    sparkle: bool = False,
) -> bpy.types.Object:  # fmt: skip
    """A glowing card; `fade` darkens it towards one long edge, as a softbox falls off.

    A `sparkle` card is seen only through stones, never in the metal.
    """
    bpy.ops.mesh.primitive_plane_add(size=1)
    plane = bpy.context.object
    away = Vector(at) - Vector(towards)
    plane.matrix_world = Matrix.LocRotScale(
        Vector(at), away.to_track_quat("Z", "Y"), Vector((*size, 1))
    )
    plane.visible_camera = False
    if sparkle:
        plane.visible_glossy = plane.visible_diffuse = False
    material = bpy.data.materials.new("card")
    material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    glow = tree.nodes.new("ShaderNodeEmission")
    glow.inputs["Color"].default_value = (*colour, 1)
    glow.inputs["Strength"].default_value = strength
    if fade:
        where = tree.nodes.new("ShaderNodeTexCoord")
        split = tree.nodes.new("ShaderNodeSeparateXYZ")
        ramp = tree.nodes.new("ShaderNodeMapRange")
        ramp.interpolation_type = "SMOOTHSTEP"
        ramp.inputs["To Min"].default_value = strength * (1 - fade)
        ramp.inputs["To Max"].default_value = strength
        tree.links.new(where.outputs["Generated"], split.inputs[0])
        tree.links.new(split.outputs["Y"], ramp.inputs["Value"])
        tree.links.new(ramp.outputs[0], glow.inputs["Strength"])
    out = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(glow.outputs[0], out.inputs["Surface"])
    plane.data.materials.append(material)
    if sparkle:
        # Found by rays that leave a stone; never worth a ray from metal or paper.
        material.cycles.emission_sampling = "NONE"
    return plane


def lights(centre: Array, reach: float, azimuth: float) -> None:
    """Three softboxes, a low kicker and small sparkle lights; scaled to the piece's reach."""
    turn = np.radians(azimuth)
    spin = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])

    def put(x: float, y: float, z: float, w: float, h: float, power: float, **more) -> None:
        card(
            centre + spin @ np.array([x, y, z]) * reach,
            centre,
            (w * reach, h * reach),
            power,
            **more,
        )

    # The camera looks along +y. Key: high left; strip: right; back: above and behind; then a
    # long dark flag that draws the line polished metal needs.
    put(-3.2, -1.2, 4.0, 3.8, 3.8, 3.8, colour=(1.0, 0.985, 0.96), fade=0.6)
    put(4.4, -0.6, 2.4, 1.3, 4.6, 4.2, colour=(0.97, 0.985, 1.0), fade=0.5)
    put(0.4, 4.6, 3.6, 4.8, 1.6, 3.2, fade=0.5)
    put(-4.6, 1.6, 1.1, 0.8, 2.6, 2.2)
    put(1.5, 1.0, 5.6, 0.5, 9.0, 0.10)
    for x, y, z in _sparkles():
        put(x, y, z, 0.2, 0.2, 60.0, sparkle=True)


def _sparkles(count: int = 22) -> Array:
    """Small lamps over the upper dome, evenly scattered but never in rows."""
    k = np.arange(count) + 0.5
    up = 0.25 + 0.72 * k / count
    round_ = k * np.pi * (3 - np.sqrt(5))
    flat = np.sqrt(1 - up**2)
    return 5.2 * np.column_stack((flat * np.cos(round_), flat * np.sin(round_), up))


def camera(points: Array, view: View, focus: Array, ratio: float = 1.0) -> bpy.types.Object:
    """Frame the points: `fill` of the frame's tighter side, centred; focused on `focus`."""
    up, round_ = np.radians(view.elevation), np.radians(view.azimuth)
    back = np.array([np.sin(round_) * np.cos(up), -np.cos(round_) * np.cos(up), np.sin(up)])
    right = unit(np.cross([0, 0, 1.0], back))
    above = np.cross(back, right)
    half = SENSOR_MM / 2 / LENS_MM
    aim = (points.max(axis=0) + points.min(axis=0)) / 2
    distance = 10 * np.linalg.norm(np.ptp(points, axis=0))
    for _ in range(12):
        local = points - (aim + back * distance)
        depth = -(local @ back)
        x, y = local @ right / depth / half, local @ above / depth / half * ratio
        spans = np.array([np.ptp(x), np.ptp(y)]) / 2
        distance *= spans.max() / view.fill
        mid = distance * half
        aim = (
            aim
            + right * (x.max() + x.min()) / 2 * mid
            + above * (y.max() + y.min()) / 2 * mid / ratio
        )
    data = bpy.data.cameras.new("camera")
    data.lens, data.sensor_width = LENS_MM, SENSOR_MM
    data.clip_end = distance * 20
    data.dof.use_dof = True
    at = aim + back * distance
    data.dof.focus_distance = float((at - focus) @ back)
    data.dof.aperture_fstop = 0.001 * LENS_MM / (2 * view.aperture_mm * distance / 130)
    eye = bpy.data.objects.new("camera", data)
    bpy.context.collection.objects.link(eye)
    eye.matrix_world = (
        Matrix.Translation(Vector(at))
        @ Matrix(np.column_stack((right, above, back)).tolist()).to_4x4()
    )
    bpy.context.scene.camera = eye
    return eye
