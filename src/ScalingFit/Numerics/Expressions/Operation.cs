namespace ScalingFit.Numerics.Expressions;

/// <summary>What a node of an expression does. Differences, quotients and powers are made of these when they are recorded.</summary>
internal enum Operation : byte
{
    Constant,
    Parameter,
    Variable,
    Add,
    Multiply,
    Reciprocal,
    Exp,
    Log,
    Sqrt,
    Sin,
    Cos,
    Atan,
    Min,
    Max,
}
